//! Generates the cluster from `greenhouse.xml` into `OUT_DIR`.

fn main() {
    clustergen::Builder::new().input("greenhouse.xml").generate();
}

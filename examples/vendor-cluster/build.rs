//! Generates the cluster from `clusters/` into `OUT_DIR`.

fn main() {
    clustergen::Builder::new().input("clusters").cluster("Coffee Machine").generate();
}

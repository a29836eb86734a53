//! matc commissions the node and uses all of cluster 0x0450 in its layout 1.6.

use anyhow::{Context, Result};
use matc::tlv::TlvItemValue;
use netim_node_with_matc::{Answer, Commissioned, Field};

const IDENTITIES: u32 = 0x0000;
const CLIENTS: u32 = 0x0001;
const TABLE_SIZE: u32 = 0x0002;

const ADD_CLIENT: u32 = 0x00;
const REMOVE_CLIENT: u32 = 0x02;
const QUERY_IDENTITY: u32 = 0x03;
const IMPORT_ADMIN_SECRET: u32 = 0x40;
const EXPORT_ADMIN_SECRET: u32 = 0x41;

const SUCCESS: u64 = 0x00;
const INVALID_COMMAND: u64 = 0x85;
const CONSTRAINT_ERROR: u64 = 0x87;
const NOT_FOUND: u64 = 0x8b;
const NEEDS_TIMED_INTERACTION: u64 = 0xc6;
const DYNAMIC_CONSTRAINT_ERROR: u64 = 0xcf;
const ALREADY_EXISTS: u64 = 0xd0;

/// Octet strings of the vectors that the repository's other tests use too.
struct Vectors(serde_json::Value);

impl Vectors {
    fn read() -> Result<Self> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../tests/vectors/pdc.json");
        Ok(Self(serde_json::from_str(&std::fs::read_to_string(path)?)?))
    }

    fn octets(&self, kind: &str, number: usize, name: &str) -> Result<Vec<u8>> {
        let hex =
            self.0[kind][number][name].as_str().with_context(|| format!("no {kind}[{number}].{name}"))?;
        let digits = hex.as_bytes().chunks_exact(2);
        digits.map(|pair| Ok(u8::from_str_radix(std::str::from_utf8(pair)?, 16)?)).collect()
    }

    /// The two secrets that were created before all others: all clocks are past them.
    fn secrets(&self) -> Result<[usize; 2]> {
        let created = |secret: &serde_json::Value| secret["created"].as_u64();
        let secrets = self.0["secrets"].as_array().context("no secrets")?;
        let order = |number: &usize| secrets.get(*number).and_then(created);
        let first = (0..secrets.len()).min_by_key(order).context("no secret")?;
        let later = (0..secrets.len()).filter(|number| order(number) > order(&first)).min_by_key(order);
        Ok([first, later.context("only one secret")?])
    }
}

fn status(answer: Answer) -> u64 {
    match answer {
        Answer::Status(status) => status,
        Answer::Fields(fields) => panic!("a response where a status was expected: {fields:?}"),
    }
}

fn octets(answer: Answer) -> Vec<u8> {
    match answer {
        Answer::Fields(fields) => fields.get_octet_string_owned(&[0]).expect("an octet string"),
        Answer::Status(status) => panic!("status {status:#x} where a response was expected"),
    }
}

fn number(answer: &Answer) -> u16 {
    match answer {
        Answer::Fields(fields) => fields.get_u16(&[0]).expect("a number"),
        Answer::Status(status) => panic!("status {status:#x} where a response was expected"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_attributes_and_all_commands() -> Result<()> {
    let node = Commissioned::new().await?;
    let vectors = Vectors::read()?;
    assert_eq!(node.read(TABLE_SIZE).await?, TlvItemValue::Int(500));
    assert!(node.read_list(CLIENTS).await?.is_empty());
    assert!(node.read_list(IDENTITIES).await?.is_empty());
    clients(&node, &vectors).await?;
    secrets(&node, &vectors).await?;
    node.stop()
}

async fn clients(node: &Commissioned, vectors: &Vectors) -> Result<()> {
    let identity = vectors.octets("clients", 0, "compact_identity")?;
    let identifier = vectors.octets("clients", 0, "identifier")?;
    let add = [(0, Field::Octets(&identity))];

    assert_eq!(status(node.send(ADD_CLIENT, false, &add).await?), NEEDS_TIMED_INTERACTION);
    assert_eq!(status(node.send(ADD_CLIENT, true, &[]).await?), INVALID_COMMAND);
    let index = number(&node.send(ADD_CLIENT, true, &add).await?);
    assert_eq!(number(&node.send(ADD_CLIENT, true, &add).await?), index, "the same client again");
    for (form, expected) in [
        ("collides", ALREADY_EXISTS),
        ("bad_signature", DYNAMIC_CONSTRAINT_ERROR),
        ("off_curve", DYNAMIC_CONSTRAINT_ERROR),
    ] {
        let wrong = vectors.octets("clients", 0, form)?;
        let answer = node.send(ADD_CLIENT, true, &[(0, Field::Octets(&wrong))]).await?;
        assert_eq!(status(answer), expected, "{form}");
    }

    let clients = node.read_list(CLIENTS).await?;
    assert_eq!(clients.len(), 1);
    assert_eq!(clients[0].get_u16(&[0]), Some(index));
    assert_eq!(clients[0].get_octet_string(&[1]), Some(identifier.as_slice()));
    assert_eq!(clients[0].get(&[2]), Some(&TlvItemValue::Nil()));

    let query = [(2, Field::Octets(&identifier))];
    assert_eq!(octets(node.send(QUERY_IDENTITY, false, &query).await?), identity);
    assert_eq!(status(node.send(QUERY_IDENTITY, false, &[]).await?), INVALID_COMMAND);
    assert_eq!(status(node.send(QUERY_IDENTITY, false, &[(0, Field::Number(9))]).await?), NOT_FOUND);

    assert_eq!(status(node.send(REMOVE_CLIENT, true, &[(0, Field::Number(2048))]).await?), CONSTRAINT_ERROR);
    assert_eq!(status(node.send(REMOVE_CLIENT, true, &[(0, Field::Number(index))]).await?), SUCCESS);
    assert_eq!(status(node.send(REMOVE_CLIENT, true, &[(0, Field::Number(index))]).await?), NOT_FOUND);
    assert!(node.read_list(CLIENTS).await?.is_empty());
    Ok(())
}

async fn secrets(node: &Commissioned, vectors: &Vectors) -> Result<()> {
    let [first, later] = vectors.secrets()?;
    assert_eq!(status(node.send(EXPORT_ADMIN_SECRET, false, &[]).await?), NOT_FOUND);
    for number in [first, later] {
        let secret = vectors.octets("secrets", number, "nass_tlv")?;
        let import = [(0, Field::Octets(&secret))];
        assert_eq!(status(node.send(IMPORT_ADMIN_SECRET, false, &import).await?), NEEDS_TIMED_INTERACTION);
        assert_eq!(status(node.send(IMPORT_ADMIN_SECRET, true, &import).await?), SUCCESS);
        assert_eq!(octets(node.send(EXPORT_ADMIN_SECRET, false, &[]).await?), secret);

        let expected = vectors.octets("secrets", number, "compact_identity")?;
        let identifier = vectors.octets("secrets", number, "identifier")?;
        let identities = node.read_list(IDENTITIES).await?;
        let current = identities.last().context("no network identity")?;
        assert_eq!(current.get_u8(&[1]), Some(0), "ECDSA");
        assert_eq!(current.get_octet_string(&[2]), Some(identifier.as_slice()));
        assert_eq!(current.get_bool(&[4]), Some(true));
        let by_type = node.send(QUERY_IDENTITY, false, &[(1, Field::Number(0))]).await?;
        assert_eq!(octets(by_type), expected);
    }
    let oldest = vectors.octets("secrets", first, "nass_tlv")?;
    for (secret, expected) in
        [(oldest.as_slice(), DYNAMIC_CONSTRAINT_ERROR), (&oldest[..10], INVALID_COMMAND)]
    {
        assert_eq!(
            status(node.send(IMPORT_ADMIN_SECRET, true, &[(0, Field::Octets(secret))]).await?),
            expected
        );
    }
    Ok(())
}

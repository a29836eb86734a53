//! Lives of secrets, and what there is of them in between.

use crate::{
    channel::Order, image::Trace, life::Life, secret_support::forms::Form, secret_support::secrets::Secret,
};

const INVALID_COMMAND: u8 = 0x85;
const DYNAMIC_CONSTRAINT_ERROR: u8 = 0xcf;
const UNSUPPORTED_ACCESS: u8 = 0x7e;

/// The kinds of servers, and how many copies of a key each has: one in the store; in memory, what it has saved.
const KINDS: [(&str, usize); 2] = [("files", 1), ("memory", 2)];

/// A secret that is stored, or whose network identity is.
type Known = (&'static str, &'static str);

/// Asserts that exactly these values are in the memory, each in so many copies.
#[track_caller]
fn assert_known(traces: &[Trace], known: &[Known], copies: usize, when: &str) {
    let mut expected: Vec<_> = known.iter().flat_map(|known| std::iter::repeat_n(*known, copies)).collect();
    expected.sort_unstable();
    let whole = |trace: &Trace| trace.form == Form::Bytes && trace.len == 32;
    let found: Vec<_> = traces.iter().map(|trace| trace.name).collect();
    assert!(traces.iter().all(whole) && found == expected, "{when}: {traces:#?}\nexpected: {expected:?}");
}

#[test]
fn whoever_keeps_a_secret_is_found() {
    let secret = Secret::new("secret");
    let keep = |form: u8| {
        let mut life = Life::new("memory");
        assert_eq!(life.traces(&[&secret]), []);
        life.order(Order::Keep, &[&[form], &secret.bytes()[..]].concat());
        let traces = life.traces(&[&secret]);
        assert!(traces.iter().all(|trace| trace.name == ("secret", "secret")), "{traces:#?}");
        // Whoever made the text may have left a piece of it on the stack as well.
        let kept = traces.iter().max_by_key(|trace| trace.len).expect("a trace");
        (kept.form, kept.len)
    };
    for (form, found) in [
        (b'r', (Form::Bytes, 32)),
        (b'p', (Form::Bytes, 11)),
        (b'l', (Form::Reversed, 32)),
        (b'w', (Form::Words, 32)),
        (b'm', (Form::Masked, 32)),
        (b'h', (Form::Hex, 64)),
        (b'H', (Form::Hex, 64)),
        (b'b', (Form::Base64, 42)),
    ] {
        assert_eq!(keep(form), found, "{}", char::from(form));
    }
    assert_eq!(keep(b'd').0, Form::List);
}

#[test]
fn whoever_leaves_a_secret_on_the_stack_is_found() {
    let secret = Secret::new("secret");
    let mut life = Life::new("memory");
    life.order(Order::Leave, secret.bytes());
    assert_known(&life.traces(&[&secret]), &[("secret", "secret")], 1, "left");
}

#[test]
fn a_secret_is_where_it_is_kept_until_it_is_replaced_or_forgotten() {
    for (kind, copies) in KINDS {
        let [one, two, three] = ["one", "two", "three"].map(Secret::new);
        let mut life = Life::new(kind);
        let check = |life: &Life, known: &[Known], when: &str| {
            let traces = life.traces(&[&one, &two, &three]);
            assert_known(&traces, known, copies, &format!("{kind}: {when}"));
        };
        check(&life, &[], "before");
        assert_eq!(life.import(&one, 1), 0);
        let first = [("one", "secret"), ("one", "private key")];
        check(&life, &first, "imported");

        assert!(life.export().windows(32).any(|window| window == one.bytes()));
        check(&life, &first, "exported");
        life.order(Order::Sign, &[]);
        check(&life, &first, "signed");
        assert_eq!(life.import(&one, 1), 0);
        check(&life, &first, "imported again");

        assert_eq!(life.import(&two, 2), 0);
        check(&life, &[("one", "private key"), ("two", "secret"), ("two", "private key")], "replaced");
        assert_eq!(life.import(&three, 3), 0);
        // Nobody refers to the first network identity any more.
        let last = [("two", "private key"), ("three", "secret"), ("three", "private key")];
        check(&life, &last, "retired");

        if kind == "files" {
            life.order(Order::Stop, &[]);
            check(&life, &[], "stopped");
            life.order(Order::Start, &[]);
            check(&life, &last, "started again");
        }
        life.order(Order::Reset, &[]);
        check(&life, &[], "forgotten");
        life.order(Order::Stop, &[]);
        check(&life, &[], "over");
    }
}

#[test]
fn a_secret_that_is_refused_leaves_no_trace() {
    for (kind, copies) in KINDS {
        let [stored, refused] = ["stored", "refused"].map(Secret::new);
        let mut life = Life::new(kind);
        assert_eq!(life.import(&stored, 5), 0);
        let nass = refused.nass(6);
        let attempts = [
            ("over PASE", Order::InvokeOverPase, nass.clone(), UNSUPPORTED_ACCESS),
            ("followed by something", Order::Invoke, [&nass[..], &[0]].concat(), INVALID_COMMAND),
            ("cut off", Order::Invoke, nass[..nass.len() - 1].to_vec(), INVALID_COMMAND),
            ("too old", Order::Invoke, refused.nass(5), DYNAMIC_CONSTRAINT_ERROR),
            // Its keys are made and destroyed again.
            ("known already", Order::Invoke, stored.nass(6), DYNAMIC_CONSTRAINT_ERROR),
        ];
        for (what, order, nass, status) in attempts {
            assert_eq!(life.import_bytes(order, &nass), status, "{what}");
            let traces = life.traces(&[&stored, &refused]);
            let known = [("stored", "secret"), ("stored", "private key")];
            assert_known(&traces, &known, copies, &format!("{kind}: {what}"));
        }
    }
}

//! Enumerations and bitmaps stay open.
#![allow(unreachable_pub, reason = "the macros make public items of types that are private here")]

#[derive(Clone, Copy, PartialEq, Eq)]
struct ColorEnum(u8);

impl ColorEnum {
    const RED: Self = Self(1);
    const NAMES: &'static [(u8, &'static str)] = &[(1, "RED")];
}

clustergen_runtime::open_enum!(ColorEnum, u8);

#[derive(Clone, Copy, PartialEq, Eq)]
struct ModeBitmap(u16);

impl ModeBitmap {
    const FAST: Self = Self(0x01);
    const LEVEL: Self = Self(0x0C);
    const FIELDS: &'static [(u64, &'static str)] = &[(0x01, "FAST"), (0x0C, "LEVEL")];
}

clustergen_runtime::bitmap!(ModeBitmap, u16);

#[test]
fn unknown_values_survive_and_print_as_numbers() {
    assert_eq!(format!("{:?} {:?}", ColorEnum::RED, ColorEnum(7)), "RED ColorEnum(7)");
    assert!(ColorEnum::RED.is_known() && !ColorEnum(7).is_known());
    let mut buffer = [0; 8];
    let bytes =
        clustergen_runtime::tlv::encode(&ColorEnum(7), clustergen_runtime::tlv::Tag::Anonymous, &mut buffer)
            .unwrap();
    assert_eq!(clustergen_runtime::tlv::decode::<ColorEnum>(bytes), Ok(ColorEnum(7)));
}

#[test]
fn bitmaps_name_their_bits_and_keep_the_rest() {
    let value = ModeBitmap::FAST | ModeBitmap(0x8000);
    assert_eq!(
        format!("{:?}", value.with_field(ModeBitmap::LEVEL, 2)),
        "ModeBitmap(FAST | LEVEL=2 | 0x8000)"
    );
    assert_eq!(format!("{:?}", ModeBitmap::EMPTY), "ModeBitmap()");
    assert_eq!(ModeBitmap(0x0D).field(ModeBitmap::LEVEL), 3);
    assert_eq!(
        ModeBitmap(0).with_field(ModeBitmap::LEVEL, 7),
        ModeBitmap(0x0C),
        "what does not fit is cut off"
    );
    assert!(value.contains(ModeBitmap::FAST) && !value.contains(ModeBitmap::LEVEL));
}

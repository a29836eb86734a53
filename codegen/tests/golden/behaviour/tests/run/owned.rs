//! Values that own what generated types borrow, and strategies that make them: any value that has the right shape.

use clustergen_runtime::{List, Nullable};
use golden_behaviour::greenhouse::types::{
    DaysBitmap, PointStruct, ReasonEnum, RecordStruct, StateEnum, ZoneStruct,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Strategy, any};

/// A [`ZoneStruct`].
#[derive(Clone, Debug)]
pub(crate) struct Zone {
    pub(crate) number: u16,
    pub(crate) name: String,
    pub(crate) serial: Vec<u8>,
    pub(crate) state: Option<u8>,
    pub(crate) days: Option<u8>,
    pub(crate) point: Option<Nullable<(i16, i16)>>,
    pub(crate) reason: u16,
    pub(crate) readings: Option<Nullable<Vec<i16>>>,
}

impl Zone {
    /// One that keeps all limits.
    pub(crate) fn numbered(number: u16) -> Self {
        Self {
            number,
            name: format!("zone {number}"),
            serial: vec![1, 2, 3, 4],
            state: Some(1),
            days: None,
            point: None,
            reason: 0x0200,
            readings: Some(Nullable::Value(vec![-1, 2])),
        }
    }

    pub(crate) fn borrowed(&self) -> ZoneStruct<'_> {
        ZoneStruct {
            zone_id: self.number,
            name: &self.name,
            serial: &self.serial,
            state: self.state.map(StateEnum).into(),
            days: self.days.map(DaysBitmap),
            point: self.point.map(|point| point.map(|(x, y)| PointStruct { x, y })),
            r#type: ReasonEnum(self.reason),
            readings: self.readings.as_ref().map(|readings| {
                let readings = readings.as_option().map(|readings| List::from_slice(readings));
                readings.into()
            }),
        }
    }
}

/// Zones of any shape, whatever their limits.
pub(crate) fn zone() -> impl Strategy<Value = Zone> {
    let facts = (any::<u16>(), ".{0,12}", vec(any::<u8>(), 0..8), any::<Option<u8>>());
    let options = (any::<Option<u8>>(), option::of(nullable(any::<(i16, i16)>())), any::<u16>());
    let readings = option::of(nullable(vec(any::<i16>(), 0..6)));
    (facts, options, readings).prop_map(|(facts, options, readings)| {
        let ((number, name, serial, state), (days, point, reason)) = (facts, options);
        Zone { number, name, serial, state, days, point, reason, readings }
    })
}

pub(crate) fn nullable<S: Strategy>(value: S) -> impl Strategy<Value = Nullable<S::Value>> {
    option::of(value).prop_map(Nullable::from)
}

/// A [`RecordStruct`].
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) digest: [u8; 4],
    pub(crate) ratio: f32,
    pub(crate) exact: Option<f64>,
    pub(crate) fabric_index: u8,
}

impl Record {
    pub(crate) fn borrowed(&self) -> RecordStruct<'_> {
        let Self { digest, ratio, exact, fabric_index } = self;
        RecordStruct { digest, ratio: *ratio, exact: *exact, fabric_index: *fabric_index }
    }
}

pub(crate) fn record() -> impl Strategy<Value = Record> {
    (any::<[u8; 4]>(), any::<f32>(), any::<Option<f64>>(), any::<u8>())
        .prop_map(|(digest, ratio, exact, fabric_index)| Record { digest, ratio, exact, fabric_index })
}

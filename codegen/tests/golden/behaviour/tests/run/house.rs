//! A server of the cluster that keeps what it is told, and can be told to misbehave.

use std::cell::Cell;

use clustergen_runtime::serve::{ListWriter, Provided, Replied, Reply};
use clustergen_runtime::tlv::Encode;
use clustergen_runtime::{
    Attribute, AttributeId, Context, List, ListAttribute, Nullable, Status, StatusCode,
};
use golden_behaviour::greenhouse::commands::{AddZone, AddZoneResponse, Find, Vent, VentResponse};
use golden_behaviour::greenhouse::types::{Features, RecordStruct, SetupBitmap, WatcherStruct, ZoneStruct};
use golden_behaviour::greenhouse::{Server, attributes};

use crate::owned::{Record, Zone};

/// The server.
pub(crate) struct House {
    /// Whether optional items are there.
    pub(crate) full: bool,
    pub(crate) zones: Vec<Zone>,
    /// `None` is null.
    pub(crate) records: Option<Vec<Record>>,
    /// Whether to write records first, and say afterwards that there are none.
    pub(crate) second_thoughts: bool,
    pub(crate) target: Option<i16>,
    pub(crate) label: String,
    pub(crate) setup: SetupBitmap,
    pub(crate) offsets: Vec<i8>,
    pub(crate) token: Vec<u8>,
    pub(crate) counter: u32,
    pub(crate) watchers: Vec<(u64, Option<u8>)>,
    /// How often a method was called that changes something.
    pub(crate) calls: usize,
    /// How many entries of zones were offered to the writer of a list.
    pub(crate) offered: Cell<usize>,
}

impl Default for House {
    fn default() -> Self {
        Self {
            full: false,
            zones: Vec::new(),
            records: None,
            second_thoughts: false,
            target: None,
            label: String::new(),
            setup: SetupBitmap::LOCKED,
            offsets: vec![0],
            token: Vec::new(),
            counter: 0,
            watchers: Vec::new(),
            calls: 0,
            offered: Cell::new(0),
        }
    }
}

impl Server for House {
    fn provided(&self) -> Provided<'_> {
        const ATTRIBUTES: &[AttributeId] = &[attributes::Label::ID, attributes::Counter::ID];
        if !self.full {
            return Provided::NOTHING;
        }
        // That there is `Vent` follows from the feature.
        Provided { features: Features::VENTILATION.0, attributes: ATTRIBUTES, ..Provided::NOTHING }
    }

    fn zones(&self, _cx: &Context, list: &mut ListWriter<'_, '_, ZoneStruct<'_>>) -> Result<(), Status> {
        let after = list.after();
        let wanted =
            self.zones.iter().filter(|zone| after.is_none_or(|after| u32::from(zone.number) > after));
        for zone in wanted {
            self.offered.set(self.offered.get() + 1);
            if list.push(zone.number.into(), &zone.borrowed())?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn records(
        &self,
        _cx: &Context,
        list: &mut ListWriter<'_, '_, RecordStruct<'_>>,
    ) -> Result<Nullable<()>, Status> {
        let Some(records) = &self.records else {
            return Ok(Nullable::Null);
        };
        list.extend(records.iter().map(Record::borrowed))?;
        Ok(if self.second_thoughts { Nullable::Null } else { Nullable::Value(()) })
    }

    fn target(&self, _cx: &Context) -> Result<Nullable<i16>, Status> {
        Ok(self.target.into())
    }

    fn write_target(&mut self, _cx: &Context, value: Nullable<i16>) -> Result<(), Status> {
        self.calls += 1;
        self.target = value.into();
        Ok(())
    }

    fn label(&self, _cx: &Context) -> Result<&str, Status> {
        Ok(&self.label)
    }

    fn write_label(&mut self, _cx: &Context, value: &str) -> Result<(), Status> {
        self.calls += 1;
        value.clone_into(&mut self.label);
        Ok(())
    }

    fn setup(&self, _cx: &Context) -> Result<SetupBitmap, Status> {
        Ok(self.setup)
    }

    fn write_setup(&mut self, _cx: &Context, value: SetupBitmap) -> Result<(), Status> {
        self.calls += 1;
        self.setup = value;
        Ok(())
    }

    fn offsets(&self, _cx: &Context, list: &mut ListWriter<'_, '_, i8>) -> Result<(), Status> {
        list.extend(self.offsets.iter().copied())
    }

    fn write_offsets(&mut self, _cx: &Context, value: List<'_, i8>) -> Result<(), Status> {
        self.calls += 1;
        self.offsets = value.into_iter().collect::<Result<_, _>>().map_err(|_| StatusCode::FAILURE)?;
        Ok(())
    }

    fn append_offsets(&mut self, _cx: &Context, entry: i8) -> Result<(), Status> {
        self.calls += 1;
        if self.offsets.len() >= attributes::Offsets::MAX_COUNT {
            return Err(StatusCode::RESOURCE_EXHAUSTED.into());
        }
        self.offsets.push(entry);
        Ok(())
    }

    fn write_token(&mut self, _cx: &Context, value: &[u8]) -> Result<(), Status> {
        self.calls += 1;
        self.token = value.to_vec();
        Ok(())
    }

    fn digest(&self, _cx: &Context) -> Result<&[u8; 4], Status> {
        Ok(&[0xD1; 4])
    }

    fn counter(&self, _cx: &Context) -> Result<u32, Status> {
        Ok(self.counter)
    }

    fn write_counter(&mut self, _cx: &Context, value: u32) -> Result<(), Status> {
        self.calls += 1;
        self.counter = value;
        Ok(())
    }

    fn watchers(&self, _cx: &Context, list: &mut ListWriter<'_, '_, WatcherStruct>) -> Result<(), Status> {
        list.extend(
            self.watchers
                .iter()
                .map(|(node, fabric_index)| WatcherStruct { node: *node, fabric_index: *fabric_index }),
        )
    }

    fn write_watchers(&mut self, cx: &Context, value: List<'_, WatcherStruct>) -> Result<(), Status> {
        self.calls += 1;
        let fabric_index = cx.fabric_index.map(u8::from);
        self.watchers = value.into_iter().flatten().map(|watcher| (watcher.node, fabric_index)).collect();
        Ok(())
    }

    fn append_watchers(&mut self, cx: &Context, entry: WatcherStruct) -> Result<(), Status> {
        self.calls += 1;
        self.watchers.push((entry.node, cx.fabric_index.map(u8::from)));
        Ok(())
    }

    fn reset(&mut self, _cx: &Context) -> Result<(), Status> {
        self.calls += 1;
        self.zones.clear();
        Ok(())
    }

    fn add_zone(
        &mut self,
        _cx: &Context,
        request: AddZone<'_>,
        reply: Reply<'_, '_, AddZoneResponse<'_>>,
    ) -> Result<Replied, Status> {
        self.calls += 1;
        let ZoneStruct { zone_id, name, .. } = request.zone;
        self.zones.push(Zone { name: name.to_owned(), ..Zone::numbered(zone_id) });
        let count = u16::try_from(self.zones.len()).map_err(|_| StatusCode::FAILURE)?;
        let replied = reply.send(&AddZoneResponse { count, digest: Nullable::Value(&[0xD2; 4]) })?;
        // A failure after the reply was written must leave nothing of it.
        if zone_id == 999 { Err(Status::of_cluster(7)) } else { Ok(replied) }
    }

    fn find(&mut self, _cx: &Context, request: Find<'_>) -> Result<(), Status> {
        self.calls += 1;
        let is_meant = |zone: &Zone| {
            request.index.is_some_and(|index| index == zone.number)
                || request.name.is_some_and(|name| name == zone.name)
        };
        if self.zones.iter().any(is_meant) { Ok(()) } else { Err(StatusCode::NOT_FOUND.into()) }
    }

    fn join(&mut self, _cx: &Context) -> Result<(), Status> {
        self.calls += 1;
        Ok(())
    }

    fn vent(
        &mut self,
        _cx: &Context,
        request: Vent,
        reply: Reply<'_, '_, VentResponse>,
    ) -> Result<Replied, Status> {
        self.calls += 1;
        reply.send(&VentResponse { level: request.level })
    }
}

/// The bytes of an array of these values.
pub(crate) fn array<T: Encode>(values: &[T]) -> Vec<u8> {
    crate::wire::element(|out| List::from_slice(values).encode(clustergen_runtime::tlv::Tag::Anonymous, out))
}

//! What the commands answer and change.

use clustergen_runtime::{Context, StatusCode};
use netim::manager::Changed;
use netim::wire::Release;

use super::admission::Fields;
use super::{Answer, Client, Done, LAST_CLIENT, LAST_NETWORK_IDENTITY, Model, NetworkIdentity, identifier};
use crate::dispatch::pool;
use crate::dispatch::server::CAPACITY;
use crate::independent::encoding::{octets, structure, uint};
use crate::independent::{identity, nass};

const NOTHING: Changed = Changed { active_network_identities: false, clients: false };

/// The answer to `AddClient` with the greatest index.
const ADD_CLIENT_RESPONSE_LEN: usize = 7;

fn success(changed: Changed) -> Answer {
    Ok(Done { response: None, changed })
}

/// The response `id` with one field.
fn response(id: u32, field: Vec<u8>, changed: Changed, room: usize) -> Answer {
    let response = structure(Some(1), &[field]);
    if response.len() > room {
        return Err(StatusCode::RESOURCE_EXHAUSTED);
    }
    Ok(Done { response: Some((id, response)), changed })
}

impl Model {
    pub fn invoke(&mut self, cx: &Context, command: u32, fields: &[u8], room: usize) -> Answer {
        let fields = self.admitted(cx, command, fields)?;
        match command {
            0x00 => self.add_client(&fields, room),
            0x02 => self.remove_client(&fields),
            0x03 => self.query_identity(&fields, room),
            0x40 => self.import_admin_secret(&fields),
            _ => {
                let (created, secret) = self.secret.ok_or(StatusCode::NOT_FOUND)?;
                response(0x42, octets(Some(0), &nass::encoded(created, &secret)), NOTHING, room)
            }
        }
    }

    fn add_client(&mut self, fields: &Fields, room: usize) -> Answer {
        let identity = fields.octets(0).unwrap_or_default();
        if identity.len() > 140 {
            return Err(StatusCode::CONSTRAINT_ERROR);
        }
        if room < ADD_CLIENT_RESPONSE_LEN {
            return Err(StatusCode::RESOURCE_EXHAUSTED);
        }
        if identity::compact(identity).is_none() {
            return Err(StatusCode::DYNAMIC_CONSTRAINT_ERROR);
        }
        let identity: pool::Identity = identity.try_into().expect("it has only one length");
        let same = self.clients.iter().find(|(_, client)| client.identity[..69] == identity[..69]);
        let index = match same {
            Some((index, client)) if client.identity == identity => {
                return response(0x01, uint(Some(0), (*index).into()), NOTHING, room);
            }
            _ if !pool::is_valid(&identity) => return Err(StatusCode::DYNAMIC_CONSTRAINT_ERROR),
            Some(_) => return Err(StatusCode::ALREADY_EXISTS),
            None if !self.ready => return Err(StatusCode::FAILURE),
            None if self.clients.len() >= CAPACITY => return Err(StatusCode::RESOURCE_EXHAUSTED),
            None if self.storage_fails => return Err(StatusCode::FAILURE),
            None => first_free(self.next_client, LAST_CLIENT, |index| self.clients.contains_key(&index)),
        };
        self.next_client = next(index, LAST_CLIENT);
        self.clients.insert(index, Client { identity, network_identity: None });
        response(0x01, uint(Some(0), index.into()), Changed { clients: true, ..NOTHING }, room)
    }

    fn remove_client(&mut self, fields: &Fields) -> Answer {
        if fields.count(&[0, 1]) != 1 {
            return Err(StatusCode::INVALID_COMMAND);
        }
        let index = match (fields.uint(0), fields.octets(1)) {
            (Some(index), _) if (1..=u64::from(LAST_CLIENT)).contains(&index) => Some(index as u16),
            (None, Some(octets)) if octets.len() == 20 => {
                let found = self.clients.iter().find(|(_, client)| identifier(&client.identity) == octets);
                found.map(|(index, _)| *index)
            }
            _ => return Err(StatusCode::CONSTRAINT_ERROR),
        };
        let index = index.filter(|index| self.clients.contains_key(index)).ok_or(StatusCode::NOT_FOUND)?;
        if self.storage_fails {
            return Err(StatusCode::FAILURE);
        }
        let network_identity = self.clients.remove(&index).and_then(|client| client.network_identity);
        let active_network_identities = network_identity.is_some_and(|index| !self.is_current(index));
        success(Changed { clients: true, active_network_identities })
    }

    fn query_identity(&mut self, fields: &Fields, room: usize) -> Answer {
        let (client, octet_string, all) = match self.release {
            Release::V1_6 => (None, 2, [0, 1, 2].as_slice()),
            Release::V1_6_1 => (Some(2), 3, [0, 1, 2, 3].as_slice()),
        };
        if fields.count(all) != 1 {
            return Err(StatusCode::INVALID_COMMAND);
        }
        let found = if let Some(index) = fields.uint(0) {
            self.network_identity(index as u16).map(|entry| entry.identity)
        } else if let Some(ty) = fields.uint(1) {
            if ty != self.ecdsa() {
                return Err(StatusCode::CONSTRAINT_ERROR);
            }
            self.network_identities.last().map(|entry| entry.identity)
        } else if let Some(index) = client.and_then(|tag| fields.uint(tag)) {
            self.clients.get(&(index as u16)).map(|client| client.identity)
        } else {
            let wanted = fields.octets(octet_string).unwrap_or_default();
            if wanted.len() != 20 {
                return Err(StatusCode::CONSTRAINT_ERROR);
            }
            let network_identities = self.network_identities.iter().map(|entry| entry.identity);
            let clients = self.clients.values().map(|client| client.identity);
            network_identities.chain(clients).find(|identity| identifier(identity) == wanted)
        };
        let identity = found.ok_or(StatusCode::NOT_FOUND)?;
        response(0x04, octets(Some(0), &identity), NOTHING, room)
    }

    fn import_admin_secret(&mut self, fields: &Fields) -> Answer {
        let tlv = fields.octets(0).unwrap_or_default();
        if tlv.len() > 64 {
            return Err(StatusCode::CONSTRAINT_ERROR);
        }
        let (created, secret) = nass::nass(tlv).ok_or(StatusCode::INVALID_COMMAND)?;
        if self.secret == Some((created, secret)) {
            return success(NOTHING);
        }
        let is_old = self.secret.is_some_and(|stored| created <= stored.0);
        let is_early = self.now.is_some_and(|now| u64::from(created) > u64::from(now) + 60);
        if is_old || is_early {
            return Err(StatusCode::DYNAMIC_CONSTRAINT_ERROR);
        }
        let stays = |entry: &&NetworkIdentity| self.count(entry.index) > 0 || self.is_current(entry.index);
        let mut stay: Vec<_> = self.network_identities.iter().filter(stays).cloned().collect();
        if stay.len() >= 4 {
            return Err(StatusCode::RESOURCE_EXHAUSTED);
        }
        if !self.ready {
            return Err(StatusCode::FAILURE);
        }
        let identity = pool::network_identity(&secret);
        if self.network_identities.iter().any(|entry| entry.identity == identity) {
            return Err(StatusCode::DYNAMIC_CONSTRAINT_ERROR);
        }
        if self.storage_fails {
            return Err(StatusCode::FAILURE);
        }
        // Those that retire now still have their index.
        let is_taken = |index| self.network_identity(index).is_some();
        let index = first_free(self.next_network_identity, LAST_NETWORK_IDENTITY, is_taken);
        let order = self.network_identities.last().map_or(0, |newest| newest.order + 1);
        stay.push(NetworkIdentity { index, identity, created, order });
        self.network_identities = stay;
        self.next_network_identity = next(index, LAST_NETWORK_IDENTITY);
        self.secret = Some((created, secret));
        success(Changed { active_network_identities: true, ..NOTHING })
    }

    /// The authenticator reports a client.
    pub fn authenticated(&mut self, client: u16, network_identity: u16) -> (Result<(), StatusCode>, Changed) {
        let is_known = self.network_identity(network_identity).is_some();
        let Some(before) = self.clients.get(&client).filter(|_| is_known).map(|entry| entry.network_identity)
        else {
            return (Err(StatusCode::NOT_FOUND), NOTHING);
        };
        if before == Some(network_identity) {
            return (Ok(()), NOTHING);
        }
        if self.storage_fails {
            return (Err(StatusCode::FAILURE), NOTHING);
        }
        if let Some(client) = self.clients.get_mut(&client) {
            client.network_identity = Some(network_identity);
        }
        let counted = before.into_iter().chain([network_identity]).any(|index| !self.is_current(index));
        (Ok(()), Changed { active_network_identities: counted, ..NOTHING })
    }

    /// Everything is forgotten, unless the storage fails.
    pub fn factory_reset(&mut self) -> Result<(), StatusCode> {
        if self.storage_fails {
            return Err(StatusCode::FAILURE);
        }
        self.clients.clear();
        self.network_identities.clear();
        self.secret = None;
        (self.next_client, self.next_network_identity) = (1, 1);
        Ok(())
    }
}

fn next(index: u16, last: u16) -> u16 {
    if index == last { 1 } else { index + 1 }
}

fn first_free(start: u16, last: u16, is_taken: impl Fn(u16) -> bool) -> u16 {
    let mut index = start;
    while is_taken(index) {
        index = next(index, last);
    }
    index
}

//! The reference page of a cluster: all that its XML says, settled and in words.
//!
//! [`Page::of`] makes a page of a cluster, [`text()`] and [`markdown::page`] print it, and serde writes it as data. The page
//! has types of its own: the [model](crate::model) may change, what is written of a page does not.

mod item;
mod listing;
pub mod markdown;
mod page;
mod sections;
mod text;
mod types;
pub mod words;

pub use item::{AttributePage, CommandPage, EventPage, FeaturePage, FieldPage};
pub use listing::{ClusterLine, ReleaseList, list};
pub use page::Page;
pub use sections::{Section, Table, sections};
pub use text::{aligned, text};
pub use types::{BitPage, BitmapPage, EnumPage, LimitValue, LimitsPage, StructPage, TypeUse, ValuePage};

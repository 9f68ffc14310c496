//! The profile as a form: what to ask comes from the profile's own schema and a small data file,
//! so that a new field needs no new page; and answers as a profile again.
//!
//! A page sends back text by name of control. [`merge`] puts into the profile what differs from
//! what the form showed, so that what the form does not ask, or cannot show, stays as it was.

mod ask;
mod guide;
mod merge;
mod names;
mod page;
mod place;
mod rows;
mod value;

pub use guide::{Guide, Named, Progress};
pub use merge::{Answers, Edit, Merged, RowEdit, merge};
pub use page::{Chosen, Control, Form, Grid, GridRow, Group, Heading, Item, Taken, Topic};

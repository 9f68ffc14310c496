//! Documents that came back: ours as the model has them, anybody's as they are meant, hostile ones refused.

mod corpus;
mod edited;
mod foreign;
mod own;
mod revision;
mod rough;
mod sheets;

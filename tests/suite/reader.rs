//! Finished documents read back: our own as the model has them, anybody's as they are meant.

mod corpus;
mod own;
mod rough;

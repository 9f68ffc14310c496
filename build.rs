//! Compiles anew when a file is added under `templates/` or `examples/`: they are
//! embedded, and the compiler itself follows only the files it has seen.

#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

fn main() {
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=examples");
}

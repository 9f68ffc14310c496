//! The documents of the examples, as they were last read by a person.
//!
//! `BALJU_BLESS=1 cargo test golden` writes them anew: read the difference.

use std::fs;
use std::path::Path;

use balju::Format;
use similar::TextDiff;

use crate::common::{document, written};

#[test]
fn each_example_makes_the_document_that_was_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let bless = std::env::var_os("BALJU_BLESS").is_some();
    let mut examples = 0;
    for item in fs::read_dir(root.join("examples")).unwrap() {
        let path = item.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let document = document(&fs::read_to_string(&path).unwrap());
        for (extension, format) in [("md", Format::Markdown), ("html", Format::Html)] {
            // Of the pages one is enough: the others differ from it as their Markdown does.
            if format == Format::Html && name != "open-api-gateway" {
                continue;
            }
            let golden = root.join("tests/suite/golden").join(format!("{name}.{extension}"));
            let now = written(&document, format);
            if bless {
                fs::write(&golden, &now).unwrap();
            }
            let known = fs::read_to_string(&golden).unwrap_or_default();
            if known != now {
                let diff = TextDiff::from_lines(&known, &now);
                panic!("{}\n{}", golden.display(), diff.unified_diff().context_radius(0));
            }
        }
        examples += 1;
    }
    assert!(examples >= 4, "{examples}");
}

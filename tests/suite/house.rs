//! The rules of the house, held by reading the source.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules in the order in which data flows: each uses only what stands before it.
const ORDER: [&str; 24] = [
    "diagnostic",
    "figure",
    "block",
    "mark",
    "template",
    "josa",
    "markup",
    "assets",
    "words",
    "profile",
    "catalog",
    "select",
    "assess",
    "document",
    "compose",
    "issue",
    "diff",
    "reader",
    "check",
    "report",
    "writer",
    "form",
    "web",
    "lib",
];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

/// The library's files with the module they belong to.
fn library() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files.sort();
    files
        .into_iter()
        .filter_map(|path| {
            let inside = path.strip_prefix(&root).unwrap();
            let first = inside.components().next().unwrap().as_os_str().to_str().unwrap().to_owned();
            let module = first.trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).unwrap();
            (!["cli", "main"].contains(&module.as_str())).then_some((module, path, text))
        })
        .collect()
}

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|known| *known == module)
}

/// Modules of the crate that a text names after `crate::`, also in a brace list.
fn used(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let names = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap().split(',').map(str::trim).collect(),
            None => vec![rest],
        };
        for name in names {
            let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(name.len());
            out.push(name[..end].to_owned());
        }
    }
    out
}

#[test]
fn a_module_uses_only_what_stands_before_it() {
    let mut links = 0;
    for (module, path, text) in library() {
        let own = rank(&module).unwrap_or_else(|| panic!("{module} has no place in the order"));
        for name in used(&text) {
            // A name that is no module is a re-export of lib.rs: the library must not go through it.
            let other = rank(&name).unwrap_or_else(|| panic!("{}: crate::{name} is no module", path.display()));
            assert!(other <= own, "{} uses {name}, which stands after {module}", path.display());
            links += usize::from(other < own);
        }
    }
    assert!(links > 30, "only {links} links were seen: the test reads nothing");
}

#[test]
fn a_file_at_the_top_does_not_go_around_by_super() {
    for (_, path, text) in library() {
        let is_top = path.parent().unwrap().ends_with("src");
        assert!(!is_top || !text.contains("super::"), "{}", path.display());
        assert!(!text.contains("super::super::super::"), "{}", path.display());
    }
}

#[test]
fn the_library_does_not_know_the_command_line_the_clock_or_the_file_system() {
    for (_, path, text) in library() {
        for word in ["clap", "std::fs", "std::time", "SystemTime", "std::env", "HashMap", "println!", " rand::"] {
            assert!(!text.contains(word), "{} uses {word}", path.display());
        }
    }
}

#[test]
fn one_file_knows_each_outside_thing() {
    let homes = [
        ("tera::", "template.rs"),
        ("pulldown_cmark", "markup.rs"),
        ("jsonc_parser", "profile/tree"),
        ("html5gum", "reader/html.rs"),
    ];
    for (word, home) in homes {
        for (_, path, text) in library() {
            let shown = path.to_string_lossy().replace('\\', "/");
            assert!(!text.contains(word) || shown.contains(home), "{shown} knows {word}");
        }
    }
}

#[test]
fn no_requirement_sentence_stands_in_the_source() {
    for (_, path, text) in library() {
        // A comment may quote one to say what a rule is about.
        let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for word in ["하여야 함", "시스템은 ", "계약상대자"] {
            assert!(!code.iter().any(|line| line.contains(word)), "{} holds catalog text: {word}", path.display());
        }
    }
}

#[test]
fn what_the_page_says_instead_is_about_diagnostics_there_are() {
    let words: toml::Table = toml::from_str(include_str!("../../templates/web/words.toml")).unwrap();
    let sources = library();
    for code in words["hints"].as_table().unwrap().keys() {
        let quoted = format!("\"{code}\"");
        assert!(sources.iter().any(|(_, _, text)| text.contains(&quoted)), "{code}");
    }
}

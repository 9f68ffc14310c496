//! `balju catalog` on the built-in requirements.

use super::Desk;

/// Ids of the list, in its order.
fn ids(list: &str) -> Vec<&str> {
    list.lines().filter_map(|line| line.strip_prefix("  ")?.split_once("  ")).map(|(id, _)| id).collect()
}

#[test]
fn the_list_names_every_requirement_under_its_category() {
    let run = Desk::new().run(&["catalog", "list"]).well();
    let found = ids(&run.out);
    let first = run.out.lines().next().unwrap();
    assert!(first.starts_with("카탈로그 ") && first.ends_with(&format!("요구사항 {}건", found.len())), "{first}");
    assert!(run.out.contains("\nCSR ") && run.out.contains("\nSER "), "{}", run.out);
    assert!(found.len() > 20 && found.contains(&"csr-common"));
}

#[test]
fn each_requirement_of_the_list_can_be_shown() {
    let desk = Desk::new();
    let list = desk.run(&["catalog", "list"]).well().out;
    for id in ids(&list) {
        let source = desk.run(&["catalog", "show", id]).well().out;
        assert!(source.starts_with("+++\n") && source.contains(&format!("id = \"{id}\"")), "{id}");
    }
    desk.run(&["catalog", "show", "없음"])
        .failed("`없음`: 카탈로그에 없는 요구사항입니다")
        .failed("balju catalog list");
}

#[test]
fn the_built_in_catalog_has_no_faults() {
    let run = Desk::new().run(&["catalog", "check"]).well();
    assert!(run.out.ends_with("건: 잘못이 없습니다\n"), "{}", run.out);
    assert_eq!(run.err, "");
}

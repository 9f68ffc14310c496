//! A program built without the page says how to get it.

use super::Desk;

#[test]
fn a_program_without_the_page_says_how_to_get_it() {
    let desk = Desk::small();
    for arguments in [&["serve"][..], &["serve", "--port", "9000", "p.json"]] {
        let run = desk.run(arguments).failed("no-page");
        assert!(run.err.contains("--features serve") && run.err.contains("balju init"), "{}", run.err);
    }
    desk.run(&["generate", "p.json", "-o", "p.html"]).well();
}

//! Particles: a table of words in `data/josa.tsv`, and what holds for any text.

use std::borrow::Cow;

use balju::josa::{agree, pick};
use proptest::prelude::*;

const TABLE: &str = include_str!("data/josa.tsv");

/// The rows of the table: line number, word, form, what remains of the form.
fn rows() -> impl Iterator<Item = (usize, String, &'static str, &'static str)> {
    TABLE.lines().enumerate().filter(|(_, line)| !line.starts_with("# ")).map(|(at, line)| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_else(|| panic!("line {} lacks a cell: {line}", at + 1));
        (at + 1, cell().replace("\\t", "\t"), cell(), cell())
    })
}

/// Every row that `outcome` does not turn into the expected text, shown together.
fn assert_rows(outcome: impl Fn(&str, &str) -> String, expected: impl Fn(&str, &str) -> String) {
    let wrong: Vec<String> = rows()
        .filter_map(|(line, word, form, remains)| {
            let (got, want) = (outcome(&word, form), expected(&word, remains));
            (got != want).then(|| format!("{line}: {word:?} {form}: {got:?}, not {want:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_particle_agrees_with_the_word_before_it() {
    assert_rows(|word, form| agree("", &format!("{word}{form}")).into_owned(), |word, left| format!("{word}{left}"));
}

#[test]
fn the_word_may_lie_in_the_text_already_written() {
    assert_rows(|word, form| agree(word, form).into_owned(), |_, left| left.to_owned());
    assert_eq!(agree("클라우드(Pa", "aS)을(를)"), "aS)를");
    assert_eq!(agree("3", "0을(를)"), "0을");
}

#[test]
fn what_follows_the_form_stays() {
    assert_rows(
        |word, form| agree(word, &format!("{form} 정함(상세)")).into_owned(),
        |_, left| format!("{left} 정함(상세)"),
    );
}

#[test]
fn the_table_is_large_and_has_no_row_twice() {
    let mut seen: Vec<_> = rows().map(|(_, word, form, _)| (word, form)).collect();
    let count = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), count);
    assert!(count >= 150, "{count}");
}

#[test]
fn each_form_of_a_sentence_agrees_with_its_own_word() {
    let text = "API을(를) 서버(으)로 옮기고 99.9%을(를) 값(이)라고 하며 클라우드(PaaS)와(과) URL(으)로 정함";
    let agreed = "API를 서버로 옮기고 99.9%를 값이라고 하며 클라우드(PaaS)와 URL로 정함";
    assert_eq!(agree("", text), agreed);
}

#[test]
fn a_form_with_nothing_before_it_stays() {
    for form in ["을(를)", "(으)로", "(이)라고", " 을(를)", "(을(를))", "「을(를)"] {
        assert_eq!(agree("", form), form);
    }
    assert_eq!(agree("값\n", "을(를)"), "을(를)");
    assert_eq!(agree("값 ", "을(를) 값을(를)"), "을(를) 값을");
}

#[test]
fn a_bracket_that_is_no_form_stays() {
    for text in ["클라우드(PaaS)", "(주)카카오", "이(그)", "(으)며", "(이)가", "을(를", "값(", ")을)", "(이)", "(으)"]
    {
        assert_eq!(agree("값", text), text);
    }
}

#[test]
fn a_text_without_a_resolved_form_is_not_copied() {
    for text in ["", "응답 시간", "클라우드(PaaS)를 씀", "을(를)", "😀을(를)"] {
        assert!(matches!(agree("", text), Cow::Borrowed(_)), "{text}");
    }
}

#[test]
fn what_is_resolved_stays_resolved() {
    for (_, word, form, _) in rows() {
        let once = agree(&word, form).into_owned();
        assert_eq!(agree(&word, &once), once);
    }
}

#[test]
fn a_long_text_before_does_not_change_the_particle() {
    let long = "가나다라 마바사(아자) ".repeat(5_000);
    assert_eq!(agree(&format!("{long}API"), "을(를)"), "를");
    let deep = format!("값{}{}", "(".repeat(10_000), ")".repeat(10_000));
    let _ = agree(&deep, "을(를)");
    let _ = agree("", &format!("값{}", "(()()을(를))".repeat(5_000)));
}

#[test]
fn pick_chooses_between_any_two_shapes() {
    assert_eq!(pick("API", ("을", "를")), Some("를"));
    assert_eq!(pick("메일", ("으로써", "로써")), Some("로써"));
    assert_eq!(pick("토큰", ("이에요", "예요")), Some("이에요"));
    assert_eq!(pick("", ("을", "를")), None);
    assert_eq!(pick("😀", ("을", "를")), None);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(preceding in ".*", text in ".*", form in "[을를은는이가과와]\\([을를은는이가과와]\\)") {
        let _ = agree(&preceding, &format!("{text}{form}{text}"));
    }

    #[test]
    fn no_pile_of_brackets_makes_it_panic(text in "[()\\[\\]〔〕「」가값a1L 을를이으로라0:./,-μ①-⑳]{0,60}") {
        let _ = agree(&text, &text);
        let _ = agree(&text, &format!("{text}을(를){text}(으)로"));
    }

    #[test]
    fn a_hangul_word_takes_을_after_a_final_consonant(word in "[가-힣]{1,8}") {
        let last = word.chars().next_back().map_or(0, u32::from);
        let expected = if (last - 0xAC00).is_multiple_of(28) { "를" } else { "을" };
        prop_assert_eq!(agree(&word, "을(를)"), expected);
    }
}

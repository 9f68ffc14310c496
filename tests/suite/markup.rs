//! Markdown as Korean is written in it, and what a document cannot hold.

use balju::block::{Block, Inline, plain};
use balju::markup::{parse, parse_line};

fn html(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) => text.clone(),
            Inline::Strong(inner) => format!("<b>{}</b>", html(inner)),
            Inline::Emphasis(inner) => format!("<i>{}</i>", html(inner)),
            Inline::Code(text) => format!("<code>{text}</code>"),
            Inline::Link { href, content } => format!("<a {href}>{}</a>", html(content)),
            other => plain(std::slice::from_ref(other)),
        })
        .collect()
}

#[test]
fn emphasis_is_emphasis_wherever_a_person_means_it() {
    for (markdown, expected) in [
        ("**강조**는", "<b>강조</b>는"),
        ("**\"인용\"**을 본다", "<b>\"인용\"</b>을 본다"),
        ("**마크다운(Markdown)**을", "<b>마크다운(Markdown)</b>을"),
        ("**99.9%**를", "<b>99.9%</b>를"),
        ("**「전자정부법」**에", "<b>「전자정부법」</b>에"),
        ("가**(나)**다 **라**마", "가<b>(나)</b>다 <b>라</b>마"),
        ("`**`과 **참**", "<code>**</code>과 <b>참</b>"),
        ("\\**별* 그대로", "*<i>별</i> 그대로"),
        ("2 ** 3 ** 4", "2 ** 3 ** 4"),
    ] {
        assert_eq!(html(&parse_line(markdown).unwrap()), expected, "{markdown}");
    }
}

#[test]
fn a_range_is_not_struck_through() {
    assert_eq!(html(&parse_line("50%~60% 또는 ~~취소~~").unwrap()), "50%~60% 또는 ~~취소~~");
}

#[test]
fn particles_agree_over_emphasis_and_code() {
    assert_eq!(
        html(&parse_line("**API**을(를) `표`은(는) 판(버전)이(가)").unwrap()),
        "<b>API</b>를 <code>표</code>는 판(버전)이"
    );
}

#[test]
fn html_images_code_blocks_and_odd_addresses_are_refused_with_their_place() {
    for (markdown, at) in [
        ("가 <b>나</b>", 4),
        ("<div>\n블록\n</div>", 0),
        ("**가** <!-- 말 -->", 8),
        ("![그림](https://example.org/a.png)", 0),
        ("[링크](javascript:alert)", 0),
        ("[링크](data:text/html;base64,xxxx)", 0),
        ("    코드", 4),
        ("```\n코드\n```", 0),
        ("> 인용", 0),
    ] {
        let errors = parse(markdown).unwrap_err();
        assert_eq!(errors[0].span.start, at, "{markdown}: {errors:?}");
        assert!(markdown.get(errors[0].span.clone()).is_some(), "{markdown}");
    }
    assert_eq!(
        html(&parse_line("[누리집](https://example.org/?a=1&b=2)").unwrap()),
        "<a https://example.org/?a=1&b=2>누리집</a>"
    );
}

#[test]
fn lists_tight_loose_and_nested_come_out_alike() {
    let tight = parse("- 하나\n- 둘\n  - 셋\n").unwrap();
    let loose = parse("- 하나\n\n- 둘\n\n  - 셋\n").unwrap();
    assert_eq!(tight, loose);
    let [Block::List { items, .. }] = tight.as_slice() else { panic!("{tight:?}") };
    assert_eq!(items.len(), 2);
    assert!(matches!(items[1].as_slice(), [Block::Paragraph(_), Block::List { .. }]), "{items:?}");
}

#[test]
fn a_line_is_one_paragraph() {
    assert!(parse_line("- 목록").is_err());
    assert!(parse_line("첫 문단\n\n둘째 문단").is_err());
    assert_eq!(html(&parse_line("  한 줄\n이어진 줄 ").unwrap()), "한 줄 이어진 줄");
}

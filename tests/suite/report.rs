//! What a report says in each format, and that hostile text in it stays text.

use std::path::Path;

use balju::block::Inline;
use balju::check::{Finding, Locator, Manuscript, Passage, Review, Role, Rulebook, Silenced, check, locate, mend};
use balju::diagnostic::{Diagnostic, Severity, Sources};
use balju::document::{Document, Field, Place};
use balju::report::{Format, Sheet, Source, sheet, write};
use balju::words::Words;
use balju::{Assets, Catalog};
use serde_json::Value;

use crate::common::{SMALL, catalog, document};

/// Acts on a terminal, in HTML, in JSON and in the direction of a line.
const HOSTILE: &str = "\u{1B}[31m\u{9B}2J\u{7}</script><img src=x onerror=alert(1)>\" '&amp; {{ 7*7 }} \u{202E}끝";

/// A document of one requirement with these duties.
fn duties(texts: &[&str]) -> Document {
    let mut document = document(SMALL);
    document.requirements.truncate(1);
    let requirement = &mut document.requirements[0];
    requirement.details = texts.iter().map(|text| vec![Inline::Text((*text).to_owned())]).collect();
    document.sections.truncate(1);
    document.sections[0].blocks.clear();
    document.sections[0].prose = 0;
    document
}

/// A finding of `vague-quality` on words of a duty.
fn finding(manuscript: &Manuscript<'_>, item: usize, words: &str) -> Finding {
    let place = Place::Requirement(0, Field::Details, item);
    let start = manuscript.passage(place).unwrap().text.find(words).unwrap();
    Finding {
        rule: "vague-quality",
        severity: Severity::Warning,
        place,
        range: start..start + words.len(),
        words: words.to_owned(),
        message: format!("‘{words}’: 모호합니다"),
        suggestion: "값을 적으세요".to_owned(),
        replacement: None,
    }
}

fn reported(manuscript: &Manuscript<'_>, review: &Review, file: &str, text: &str, unread: &[Diagnostic]) -> Sheet {
    let assets = Assets::builtin();
    let catalog: Catalog = catalog();
    let rulebook = Rulebook::read(&assets).unwrap();
    let words = Words::read(&assets).unwrap();
    let sources = Sources::from([(file.to_owned(), text.to_owned())]);
    let source = Source {
        file,
        sources: &sources,
        rulebook: &rulebook,
        catalog: &catalog,
        assets: &assets,
        words: &words,
        unread,
        unused: &[],
    };
    sheet(manuscript, review, &source)
}

fn bytes(sheet: &Sheet, format: Format) -> String {
    String::from_utf8(write(sheet, format, &Assets::builtin()).unwrap()).unwrap()
}

#[test]
fn of_very_many_findings_those_that_weigh_most_are_listed_and_all_are_counted() {
    let document = duties(&["컨테이너를 적절한 서버에 배포하여야 함", "기록을 30일 동안 보관하여야 함"]);
    let manuscript = Manuscript::new(&document);
    let mut findings = vec![finding(&manuscript, 0, "적절한"); 7_000];
    findings.push(Finding { severity: Severity::Error, ..finding(&manuscript, 1, "30일") });
    let review = Review { findings, ..Review::default() };
    let sheet = reported(&manuscript, &review, "p.json", "", &[]);
    assert_eq!((sheet.findings.len(), sheet.omitted), (5_000, 2_001));
    assert_eq!(sheet.counts.error + sheet.counts.warning + sheet.counts.info, 7_001);
    assert_eq!(sheet.findings.last().unwrap().severity, Severity::Error);
    let said = "무거운 것부터 5000곳만 보이고 2001곳은 줄였습니다";
    for format in [Format::Text, Format::Html, Format::Sarif] {
        assert!(bytes(&sheet, format).contains(said), "{format:?}");
    }
    let json: serde_json::Value = serde_json::from_str(&bytes(&sheet, Format::Json)).unwrap();
    assert_eq!(json["omitted"], 2_001);
    let few = Review { findings: vec![finding(&manuscript, 0, "적절한")], ..Review::default() };
    assert!(!bytes(&reported(&manuscript, &few, "p.json", "", &[]), Format::Text).contains("줄였습니다"));
}

#[test]
fn a_person_reads_place_rule_words_advice_and_grounds() {
    let document = duties(&["컨테이너를 적절한 서버에 배포하여야 함", "기록을 30일 동안 보관하여야 함"]);
    let manuscript = Manuscript::new(&document);
    let review = Review { findings: vec![finding(&manuscript, 0, "적절한")], ..Review::default() };
    let text = bytes(&reported(&manuscript, &review, "p.json", "", &[]), Format::Text);
    for said in [
        "■ CSR-001 API 게이트웨이 관리 기능\n",
        "CSR-001 세부 내용 1번째  경고 vague-quality 모호한 품질 표현",
        "컨테이너를 ▶적절한◀ 서버에 배포하여야 함",
        "제안: 값을 적으세요",
        "근거: 「소프트웨어 진흥법」 제44조",
        "[기준일 2026-11-01]",
        "p.json: 요구사항 1건에서 1곳 (오류 0, 경고 1, 알림 0)",
    ] {
        assert!(text.contains(said), "no {said:?} in:\n{text}");
    }
    let clean = bytes(&reported(&manuscript, &Review::default(), "p.json", "", &[]), Format::Text);
    assert_eq!(clean, "p.json: 요구사항 1건, 점검에서 찾은 것이 없습니다\n");
}

#[test]
fn a_long_sentence_is_cut_around_the_words() {
    let long = format!("{} 적절한 {}", "앞말".repeat(200), "뒷말".repeat(200));
    let document = duties(&[&long]);
    let manuscript = Manuscript::new(&document);
    let review = Review { findings: vec![finding(&manuscript, 0, "적절한")], ..Review::default() };
    let text = bytes(&reported(&manuscript, &review, "p.json", "", &[]), Format::Text);
    let line = text.lines().find(|line| line.contains('▶')).unwrap();
    assert!(line.chars().count() < 150 && line.trim().starts_with('…') && line.ends_with('…'), "{line}");
}

#[test]
fn hostile_text_stays_text() {
    let duty = format!("적절한 {HOSTILE}");
    let mut document = duties(&[&duty]);
    document.title = vec![Inline::Text(HOSTILE.to_owned())];
    document.requirements[0].title = vec![Inline::Text(HOSTILE.to_owned())];
    let manuscript = Manuscript::new(&document);
    let found = Finding { message: HOSTILE.to_owned(), ..finding(&manuscript, 0, &duty) };
    let silenced = vec![Silenced { finding: found.clone(), reason: HOSTILE.to_owned() }];
    let review = Review { findings: vec![found], silenced, unused: Vec::new() };
    let unread = [Diagnostic::info("x", HOSTILE).hint(HOSTILE).file(HOSTILE).span(0..1)];
    let sheet = reported(&manuscript, &review, HOSTILE, "text", &unread);
    for (name, format) in Format::ALL {
        let out = bytes(&sheet, format);
        let acts = |c: &char| {
            (c.is_control() && *c != '\n') || (*c == '\u{202E}' && !matches!(format, Format::Json | Format::Sarif))
        };
        assert!(!out.chars().any(|c| acts(&c)), "{name}: {out}");
    }
    for format in [Format::Json, Format::Sarif] {
        let value: Value = serde_json::from_str(&bytes(&sheet, format)).unwrap();
        assert!(value.to_string().contains("onerror"), "what was said is kept");
    }
    let page = bytes(&sheet, Format::Html);
    assert!(!page.contains("<img") && !page.contains("<script") && !page.contains("</script"), "{page}");
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;") && page.contains("{{ 7*7 }}"), "{page}");
}

#[test]
fn a_page_stands_alone_and_is_filtered_without_scripts() {
    let document = duties(&["적절한 서버에 배포하여야 함"]);
    let manuscript = Manuscript::new(&document);
    let found = finding(&manuscript, 0, "적절한");
    let review = Review {
        findings: vec![found.clone(), Finding { severity: Severity::Error, rule: "placeholder", ..found }],
        ..Review::default()
    };
    let page = bytes(&reported(&manuscript, &review, "p.json", "", &[]), Format::Html);
    for outside in ["<script", "http://", "https://", "@import", "url(", " src="] {
        assert!(!page.contains(outside), "{outside}");
    }
    for said in [
        "<html lang=\"ko\">",
        "<mark>적절한</mark> 서버에",
        "<details class=\"group has-error has-warning r-placeholder r-vague-quality\" open>",
        "id=\"only-vague-quality\"",
        "body:has(#only-vague-quality:checked)",
        "prefers-color-scheme: dark",
        "@media print",
    ] {
        assert!(page.contains(said), "no {said:?} in:\n{page}");
    }
    let ids: Vec<&str> = page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "{ids:?}");
    let clean = bytes(&reported(&manuscript, &Review::default(), "p.json", "", &[]), Format::Html);
    assert!(clean.contains("점검에서 찾은 것이 없습니다") && !clean.contains("<h2"), "{clean}");
}

#[test]
fn sarif_names_rules_places_and_what_was_silenced() {
    let text = "| 세부 내용 | 컨테이너를 **적절한** 서버에\n배포하여야 함 |";
    let document = duties(&["컨테이너를 적절한 서버에 배포하여야 함"]);
    let mut manuscript = Manuscript::new(&document);
    manuscript.spans.insert(Place::Requirement(0, Field::Details, 0), text.find('컨').unwrap()..text.len());
    let found = Finding { replacement: Some("맞는".to_owned()), ..finding(&manuscript, 0, "적절한") };
    let silenced = vec![Silenced { finding: found.clone(), reason: "사유".to_owned() }];
    let review = Review { findings: vec![found], silenced, unused: Vec::new() };
    let unread = [Diagnostic::warning("unread-table", "읽지 못한 표").file("문서 1.md").span(2..3)];
    let sheet = reported(&manuscript, &review, "문서 1.md", text, &unread);
    let value: Value = serde_json::from_str(&bytes(&sheet, Format::Sarif)).unwrap();
    assert_eq!(value["version"], "2.1.0");
    let run = &value["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["tool"]["driver"]["name"], "balju");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for result in results {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(rule["defaultConfiguration"]["level"], "warning");
        assert_eq!(result["level"], "warning");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "%EB%AC%B8%EC%84%9C%201.md");
        assert_eq!(
            place["region"],
            serde_json::json!({ "startLine": 1, "startColumn": 19, "endLine": 1, "endColumn": 22 })
        );
        let fix = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(fix["insertedContent"]["text"], "맞는");
    }
    assert!(results[0].get("suppressions").is_none());
    assert_eq!(results[1]["suppressions"][0]["justification"], "사유");
    let note = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(note["descriptor"]["id"], "unread-table");
    assert_eq!(note["locations"][0]["physicalLocation"]["region"]["startColumn"], 3);
}

#[test]
fn json_says_the_same_to_programs() {
    let document = duties(&["적절한 서버에 배포하여야 함"]);
    let manuscript = Manuscript::new(&document);
    let review = Review { findings: vec![finding(&manuscript, 0, "적절한")], ..Review::default() };
    let value: Value =
        serde_json::from_str(&bytes(&reported(&manuscript, &review, "p.json", "", &[]), Format::Json)).unwrap();
    assert_eq!(value["counts"], serde_json::json!({ "error": 0, "warning": 1, "info": 0 }));
    let found = &value["findings"][0];
    assert_eq!(found["rule"], "vague-quality");
    assert_eq!(found["severity"], "warning");
    assert_eq!(found["place"]["text"], "CSR-001 세부 내용 1번째");
    assert_eq!(found["place"]["field"], "details");
    assert_eq!(found["place"]["item"], 1);
    assert_eq!(found["place"]["line"], Value::Null);
    assert_eq!(
        found["quote"],
        serde_json::json!({ "before": "", "words": "적절한", "after": " 서버에 배포하여야 함" })
    );
    assert_eq!(value["rules"][0]["count"], 1);
    assert!(value["rules"][0]["basis"][0].as_str().unwrap().contains("「소프트웨어 진흥법」"));
}

#[test]
fn very_many_words_of_a_long_passage_are_found_too() {
    let words: Vec<String> = (0..5_000).map(|at| format!("낱말{at:04}")).collect();
    let text = words.join(" ");
    // An attribute has letters of the text too.
    let marked = |(at, word): (usize, &String)| {
        if at % 7 == 0 { format!("<a title=\"낱말\">{word}</a>") } else { word.clone() }
    };
    let source = words.iter().enumerate().map(marked).collect::<Vec<_>>().join("\n");
    let passage = Passage::new(Place::Document, Role::Item, text.clone());
    let locator = Locator::new(&source);
    let mut at = 0;
    for word in &words {
        let found = locator.locate(&passage, &(at..at + word.len()), &(0..source.len()));
        assert_eq!(&source[found], word);
        at += word.len() + 1;
    }
}

#[test]
fn words_are_found_under_their_markup() {
    // The passage, its words, the file's text, what is marked in it.
    let cases = [
        ("적절한 서버", "적절한", "- 적절한 서버", "적절한"),
        ("적절한 서버, 적절한 값", "적절한 값", "적절한 서버, 적절한 값", "적절한 값"),
        ("적절한 서버", "적절한 서버", "**적절한** 서버", "적절한** 서버"),
        ("API를 쓴다", "API를", "<b>API</b>를 쓴다", "API</b>를"),
        ("최적의 경로", "최적의 경로", "최적의<br>경로", "최적의<br>경로"),
        ("없는 글", "없는", "다른 말", "다른 말"),
    ];
    for (text, words, source, expected) in cases {
        let passage = Passage::new(Place::Document, Role::Item, text.to_owned());
        let start = text.rfind(words).unwrap();
        let found = locate(&passage, &(start..start + words.len()), source, &(0..source.len()));
        assert_eq!(&source[found], expected, "{text}");
        // The same in a passage so long that what has been found in it is remembered.
        let long = "가나다 ".repeat(600);
        let (text, source) = (format!("{long}{text}"), format!("{long}{source}"));
        let passage = Passage::new(Place::Document, Role::Item, text.clone());
        let locator = Locator::new(&source);
        for _ in 0..2 {
            let found =
                locator.locate(&passage, &(long.len() + start..long.len() + start + words.len()), &(0..source.len()));
            assert_eq!(source[found] == *expected, words != "없는", "{text}");
        }
    }
    // The second of two equal words, and a span that is no part of the text.
    let passage = Passage::new(Place::Document, Role::Item, "값과 값".to_owned());
    assert_eq!(locate(&passage, &(7..10), "| 값과 값 |", &(2..12)), 9..12);
    assert_eq!(locate(&passage, &(7..10), "짧음", &(2..120)), 2..120);
}

#[test]
fn only_words_with_one_right_answer_are_mended() {
    let source = "머리 값을\n\n- 기록은 10000건을 **값**을 값을 보관하여야 함\n\n꼬리 값을\r\n";
    let document = duties(&["기록은 10000건을 값을 값을 보관하여야 함"]);
    let mut manuscript = Manuscript::new(&document);
    let start = source.find("기록").unwrap();
    let end = source.find("\n\n꼬리").unwrap();
    manuscript.spans.insert(Place::Requirement(0, Field::Details, 0), start..end);
    let with = |words: &str, replacement: &str| Finding {
        replacement: Some(replacement.to_owned()),
        ..finding(&manuscript, 0, words)
    };
    let found =
        vec![with("10000", "10,000"), with("10000건을", "겹침"), with("값을", "값이"), finding(&manuscript, 0, "보관")];
    let review = Review { findings: found, ..Review::default() };
    let (mended, count) = mend(source, &manuscript, &review);
    // ‘값을’ stands twice in the passage and once in the file as it is: nobody knows which is meant.
    assert_eq!(mended, source.replace("10000", "10,000"));
    assert_eq!(count, 1);
    assert_eq!(mend(source, &Manuscript::new(&document), &review), (source.to_owned(), 0), "no place, no change");
}

#[test]
fn the_page_of_rules_says_what_the_data_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let expected = rules_page();
    if std::env::var_os("BALJU_BLESS").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = expected.lines().zip(found.lines()).find(|(a, b)| a != b);
    assert!(expected == found, "docs/rules.md is not what the rules say (BALJU_BLESS=1 writes it anew): {differs:?}");
}

/// The page of rules for users: a heading for each, under which it is linked to.
fn rules_page() -> String {
    let assets = Assets::builtin();
    let rulebook = Rulebook::read(&assets).unwrap();
    let words = Words::read(&assets).unwrap();
    let catalog = catalog();
    let severity = |severity| match severity {
        Severity::Error => "오류",
        Severity::Warning => "경고",
        Severity::Info => "알림",
    };
    let mut out = String::from(
        "# 점검 규칙\n\n`balju check`가 찾는 것입니다. 같은 내용을 `balju rule <규칙>`으로 볼 수 있습니다.\n\n\
         그대로 둘 것은 프로필에 사유와 함께 적습니다. `requirement`와 `words`는 좁힐 때만 적습니다.\n\n\
         ```json\n\"silenced\": [{ \"rule\": \"vague-time\", \"requirement\": \"csr-metrics\", \"words\": \"실시간\", \"reason\": \"수집 주기를 같은 항목에 적음\" }]\n```\n\n\
         기관의 낱말은 `<규칙>.toml` 파일에 적어 `--rules 폴더`로 더합니다.\n\n\
         ```toml\n[[phrase]]\nstem = \"원만\"                  # 원만한, 원만히, 원만하게\n\n[[phrase]]\ntext = \"업계 최고 수준\"\nsuggestion = \"견줄 값을 적으세요\"\n```\n\n\
         | 규칙 | 등급 | 무엇을 찾나 |\n|---|---|---|\n",
    );
    for rule in rulebook.rules() {
        out += &format!("| [{0}](#{0}) | {1} | {2} |\n", rule.code, severity(rule.severity), escaped(&rule.title));
    }
    for rule in rulebook.rules() {
        out += &format!("\n## {}\n\n**{}** ({})\n\n", rule.code, escaped(&rule.title), severity(rule.severity));
        out += &format!("{}\n\n{}\n\n", escaped(&rule.wants), escaped(&rule.why));
        out += &format!("- 나쁜 예: {}\n- 좋은 예: {}\n", escaped(&rule.bad), escaped(&rule.good));
        for basis in &rule.basis {
            out += &format!("- 근거: {}\n", escaped(&catalog.cite(basis, &words)));
        }
    }
    out
}

/// Text in which nothing acts as Markdown.
fn escaped(text: &str) -> String {
    text.trim().replace('\n', " ").chars().fold(String::new(), |mut out, c| {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '&') {
            out.push('\\');
        }
        out.push(c);
        out
    })
}

#[test]
fn a_silence_needs_no_more_than_a_rule_and_a_reason() {
    let document = duties(&["적절한 서버에 배포하여야 함"]);
    let mut manuscript = Manuscript::new(&document);
    let silence = |words: Option<&str>| balju::profile::Silence {
        rule: "vague-quality".to_owned(),
        requirement: None,
        words: words.map(str::to_owned),
        reason: "사유".to_owned(),
    };
    manuscript.facts.silences = vec![silence(Some("최적의")), silence(None)];
    let review = check(&manuscript, &Rulebook::read(&Assets::builtin()).unwrap());
    assert!(review.silenced.iter().any(|one| one.finding.words == "적절한"), "{review:?}");
    assert_eq!(review.unused, [0]);
}

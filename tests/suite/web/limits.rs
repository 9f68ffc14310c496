//! How much is taken at once.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use balju::web::Limits;
use tokio::time::Duration;

use super::{EXAMPLES, FORM, HOST, ORIGIN, Server, TOKEN, answer, encoded, fields};

const SMALL: Limits = Limits {
    body: 4096,
    bodies: 8192,
    fields: 8,
    header: 8192,
    headers: 16,
    header_time: Duration::from_millis(300),
    body_time: Duration::from_millis(300),
    life: Duration::from_mins(10),
    grace: Duration::from_secs(1),
    connections: 4,
    waiting: 1,
};

/// A part of an upload.
fn part(name: &str, text: &str) -> String {
    format!("--xx\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
}

#[test]
fn a_body_that_is_too_long_is_not_read() {
    let server = Server::with(SMALL);
    let body = |length: usize| {
        let start = format!("token={TOKEN}&profile=");
        let rest = length - start.len();
        start + &" ".repeat(rest)
    };
    assert_eq!(server.post_bytes("/preview", FORM, body(4096)).status, StatusCode::OK);
    assert_eq!(server.post_bytes("/preview", FORM, body(4097)).status, StatusCode::PAYLOAD_TOO_LARGE);
    // Without a length, as in chunks.
    for (length, status) in [(4096, StatusCode::OK), (4097, StatusCode::PAYLOAD_TOO_LARGE)] {
        let text = body(length);
        let chunks: Vec<Result<String, std::io::Error>> =
            text.as_bytes().chunks(100).map(|chunk| Ok(String::from_utf8(chunk.to_vec()).unwrap())).collect();
        let stream = Body::from_stream(Chunks(chunks.into_iter()));
        assert_eq!(server.post_bytes("/preview", FORM, stream).status, status, "{length}");
    }
    let upload = part("token", TOKEN) + &part("file", &" ".repeat(4096)) + "--xx--\r\n";
    let answer = server.post_bytes("/form", "multipart/form-data; boundary=xx", upload);
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("보낸 내용이 너무 큽니다"), "{}", answer.text());
}

#[test]
fn a_file_may_be_as_long_as_a_form() {
    let server = Server::new();
    let profile =
        format!("{{\"project\": {{\"name\": \"가\"}}, \"api_gateway\": {{}}}}{}", " ".repeat(5 * 1024 * 1024));
    let upload = part("token", TOKEN) + &part("file", &profile) + "--xx--\r\n";
    assert_eq!(server.post_bytes("/form", "multipart/form-data; boundary=xx", upload).status, StatusCode::OK);
}

#[test]
fn so_many_fields_and_parts_are_taken() {
    let server = Server::with(SMALL);
    let fields = |count: usize| (1..count).map(|at| (format!("f{at}"), String::new())).collect::<Vec<_>>();
    assert_eq!(server.post("/preview", &fields(8)).status, StatusCode::OK);
    assert_eq!(server.post("/preview", &fields(9)).status, StatusCode::PAYLOAD_TOO_LARGE);
    for (count, status) in [(8, StatusCode::OK), (9, StatusCode::PAYLOAD_TOO_LARGE)] {
        let parts: String = (1..count).map(|at| part(&format!("f{at}"), "")).collect();
        let upload = part("token", TOKEN) + &parts + "--xx--\r\n";
        assert_eq!(server.post_bytes("/form", "multipart/form-data; boundary=xx", upload).status, status, "{count}");
    }
}

#[test]
fn a_body_that_does_not_come_is_not_waited_for() {
    let server = Server::with(SMALL);
    let stream = Body::from_stream(Never);
    let answer = server.post_bytes("/preview", FORM, stream);
    assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT);
    assert!(answer.text().contains("제때 오지 않았습니다"));
    // Its room is free again.
    for _ in 0..8 {
        assert_eq!(server.post("/preview", &[]).status, StatusCode::OK);
    }
}

#[test]
fn bodies_have_so_much_room_together() {
    let server = Server::with(SMALL);
    let slow = || {
        Request::post("/preview")
            .header(header::HOST, HOST)
            .header(header::ORIGIN, ORIGIN)
            .header(header::CONTENT_TYPE, FORM)
            .body(Body::from_stream(Never))
            .unwrap()
    };
    let statuses = server.runtime.block_on(async {
        let running: Vec<_> = (0..3).map(|_| tokio::spawn(answer(server.desk.clone(), slow()))).collect();
        let mut statuses = Vec::new();
        for one in running {
            statuses.push(one.await.unwrap().status.as_u16());
        }
        statuses.sort_unstable();
        statuses
    });
    assert_eq!(statuses, [408, 408, 503]);
}

#[test]
fn who_comes_to_a_full_queue_is_told_to_come_again() {
    let server = Server::with(SMALL);
    let cores = std::thread::available_parallelism().unwrap().get();
    let ask = || {
        let body = encoded(&fields(&[("example", "civil-service-portal"), ("format", "docx")]));
        Request::post("/form")
            .header(header::HOST, HOST)
            .header(header::ORIGIN, ORIGIN)
            .header(header::CONTENT_TYPE, FORM)
            .body(Body::from(body))
            .unwrap()
    };
    let answers = server.runtime.block_on(async {
        let running: Vec<_> = (0..cores + 8).map(|_| tokio::spawn(answer(server.desk.clone(), ask()))).collect();
        let mut answers = Vec::new();
        for one in running {
            answers.push(one.await.unwrap());
        }
        answers
    });
    let count = |status: StatusCode| answers.iter().filter(|answer| answer.status == status).count();
    let (well, busy) = (count(StatusCode::OK), count(StatusCode::SERVICE_UNAVAILABLE));
    assert_eq!(well + busy, cores + 8);
    assert!(well > cores && busy > 0, "{well} {busy}");
    let refused = answers.iter().find(|answer| answer.status == StatusCode::SERVICE_UNAVAILABLE).unwrap();
    assert_eq!(refused.header("retry-after"), "1");
    assert!(refused.text().contains("잠시 뒤에"), "{}", refused.text());
    // All of it is free again.
    assert_eq!(server.send(ask()).status, StatusCode::OK);
    assert_eq!(EXAMPLES.len(), 4);
}

#[test]
fn work_that_nobody_waits_for_still_takes_its_core() {
    let server = Server::with(Limits { waiting: 0, ..SMALL });
    let cores = std::thread::available_parallelism().unwrap().get();
    let ask = || {
        let body = encoded(&fields(&[("example", "civil-service-portal")]));
        Request::post("/form")
            .header(header::HOST, HOST)
            .header(header::ORIGIN, ORIGIN)
            .header(header::CONTENT_TYPE, FORM)
            .body(Body::from(body))
            .unwrap()
    };
    server.runtime.block_on(async {
        let left: Vec<_> = (0..cores).map(|_| tokio::spawn(answer(server.desk.clone(), ask()))).collect();
        tokio::time::sleep(Duration::from_millis(20)).await;
        left.iter().for_each(tokio::task::JoinHandle::abort); // the browser went away
        tokio::time::sleep(Duration::from_millis(5)).await;
        assert_eq!(answer(server.desk.clone(), ask()).await.status, StatusCode::SERVICE_UNAVAILABLE);
        for _ in 0..200 {
            tokio::time::sleep(Duration::from_millis(50)).await;
            if answer(server.desk.clone(), ask()).await.status == StatusCode::OK {
                return;
            }
        }
        panic!("the cores are never free again");
    });
}

struct Chunks(std::vec::IntoIter<Result<String, std::io::Error>>);

impl futures_core::Stream for Chunks {
    type Item = Result<String, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.next())
    }
}

/// A body of which nothing ever comes.
struct Never;

impl futures_core::Stream for Never {
    type Item = Result<String, std::io::Error>;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Pending
    }
}

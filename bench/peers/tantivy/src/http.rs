//! The HTTP in front of tantivy, which has none of its own: `GET /search?q=...`, a thread a connection, without Nagle's delay.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use crate::Result;

pub fn serve<Answer>(port: u16, answer: Answer) -> Result<()>
where
    Answer: Fn(&str) -> Result<String> + Send + Sync + 'static,
{
    let answer = Arc::new(answer);
    for stream in TcpListener::bind(("127.0.0.1", port))?.incoming() {
        let (stream, answer) = (stream?, answer.clone());
        // A client that goes away ends its thread, and nothing else.
        thread::spawn(move || converse(stream, answer.as_ref()));
    }
    Ok(())
}

fn converse(stream: TcpStream, answer: &dyn Fn(&str) -> Result<String>) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    while let Some(target) = read_target(&mut reader)? {
        let query = decoded(target.strip_prefix("/search?q=").unwrap_or(""));
        let (status, body) = match answer(&query) {
            Ok(body) => ("200 OK", body),
            Err(failure) => ("500 Internal Server Error", failure.to_string()),
        };
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        writer.write_all((head + &body).as_bytes())?;
    }
    Ok(())
}

/// The target of the next request, whose other lines are passed over; none where the client has gone.
fn read_target(reader: &mut impl BufRead) -> Result<Option<String>> {
    let mut first = String::new();
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 && line.trim_end() != "" {
        line.clear();
    }
    Ok(Some(first.split(' ').nth(1).unwrap_or("").to_string()))
}

fn decoded(raw: &str) -> String {
    let bytes = raw.as_bytes();
    let mut text = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = raw.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (bytes[at], hex) {
            (b'%', Some(byte)) => {
                text.push(byte);
                at += 2;
            }
            (b'+', _) => text.push(b' '),
            (byte, _) => text.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&text).into_owned()
}

//! `legation serve` as a process: what it prints, what it refuses, and how it ends.

use std::{
    io::{BufRead, BufReader, Read},
    net::TcpListener,
    process::{Child, Command, Stdio},
};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

/// A folder with a record of the sample documents.
fn record() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let made = Command::new(cargo_bin("legation"))
        .args(["demo", "-o", "demo.legation"])
        .current_dir(folder.path())
        .output()
        .expect("it runs");
    assert!(made.status.success(), "{made:?}");
    folder
}

/// A server, ended with the test.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a server and gives the address that it prints.
fn serve(folder: &TempDir, arguments: &[&str]) -> (Served, String) {
    let mut child = Command::new(cargo_bin("legation"))
        .args(["serve", "--port", "0"])
        .args(arguments)
        .current_dir(folder.path())
        .env_remove("LEGATION_TOKEN")
        .env_remove("LEGATION_RECORD")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut address = String::new();
    let out = child.stdout.as_mut().expect("its output");
    BufReader::new(out)
        .read_line(&mut address)
        .expect("an address");
    (Served(child), address.trim().to_owned())
}

/// Ends a server as the system does; gives its exit status and what it said.
#[cfg(unix)]
fn end(mut served: Served) -> (Option<i32>, String) {
    let id = served.0.id().to_string();
    let told = Command::new("kill")
        .args(["-TERM", &id])
        .status()
        .expect("it is told");
    assert!(told.success());
    let status = served.0.wait().expect("it ends");
    let mut said = String::new();
    let err = served.0.stderr.as_mut().expect("its messages");
    err.read_to_string(&mut said).expect("text");
    (status.code(), said)
}

fn refused(folder: &TempDir, arguments: &[&str]) -> String {
    let output = Command::new(cargo_bin("legation"))
        .arg("serve")
        .args(arguments)
        .current_dir(folder.path())
        .env_remove("LEGATION_TOKEN")
        .env_remove("LEGATION_RECORD")
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    String::from_utf8(output.stderr).expect("text")
}

/// Asks over a connection of its own; gives the status line.
fn asked(address: &str, target: &str) -> String {
    use std::io::Write;
    let host = address.trim_start_matches("http://");
    let host = host.split('/').next().expect("a host");
    let mut stream = std::net::TcpStream::connect(host).expect("it listens");
    write!(
        stream,
        "GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .expect("it is asked");
    let mut answer = String::new();
    BufReader::new(stream)
        .read_line(&mut answer)
        .expect("it answers");
    answer.trim().to_owned()
}

#[test]
fn a_port_that_is_taken_is_told_with_what_to_do() {
    let folder = record();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let said = refused(&folder, &["--port", &port]);
    assert!(said.contains(&format!("port {port}")), "{said}");
    assert!(said.contains("--port"), "{said}");
}

#[test]
fn a_record_that_is_not_there_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = refused(&folder, &["-r", "missing.legation"]);
    assert!(said.contains("missing.legation"), "{said}");
    let said = refused(&folder, &[]);
    assert!(said.contains("LEGATION_RECORD"), "{said}");
}

#[test]
fn a_token_that_cannot_be_used_is_told() {
    let folder = record();
    let said = refused(&folder, &["--token", "a b"]);
    assert!(said.contains("the token cannot be used"), "{said}");
}

#[cfg(unix)]
#[test]
fn it_prints_its_address_answers_and_ends_when_it_is_told_to() {
    let folder = record();
    let (served, address) = serve(&folder, &[]);
    assert!(address.starts_with("http://127.0.0.1:"), "{address}");
    assert_eq!(asked(&address, "/api/v1/meta"), "HTTP/1.1 200 OK");
    let (status, said) = end(served);
    assert_eq!(status, Some(0), "{said}");
}

#[cfg(unix)]
#[test]
fn reached_from_elsewhere_it_asks_for_a_token_and_says_so() {
    let folder = record();
    let (served, address) = serve(&folder, &["--bind", "0.0.0.0"]);
    let (_, token) = address
        .split_once("/?token=")
        .expect("a token in the address");
    assert!(token.len() >= 32, "{token}");
    assert_eq!(asked(&address, "/api/v1/meta"), "HTTP/1.1 401 Unauthorized");
    assert_eq!(
        asked(&address, &format!("/?token={token}")),
        "HTTP/1.1 303 See Other"
    );
    let (status, said) = end(served);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("token"), "{said}");
}

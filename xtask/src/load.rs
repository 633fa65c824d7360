//! Figures of the server on a made-up record: how long answers take one by one, and with fifty clients at once.
//!
//! The clients are `wrk`'s, over loopback, for a bounded time. "fresh" asks different questions that the server has not
//! answered yet, and says how many there are: where more requests were answered, the rest came out of the server's
//! memory. "again" asks a few over and over.

use std::{
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::Instant,
};

use legation::{ClaimFilter, Record, load_packs, update_chronicle};

use crate::{chronicle::made_up, score::program};

/// Clients at once.
const CLIENTS: &str = "50";
/// Seconds of asking what was not asked before: few, so that most answers are first ones.
const FRESH: &str = "1";
/// Seconds of asking over and over.
const OVER: &str = "3";
/// Different questions of a kind.
const QUESTIONS: usize = 4000;
/// How many of them are asked over and over.
const AGAIN: usize = 40;
/// How many are asked one by one.
const ALONE: usize = 60;

type Done<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// What `wrk` asks, and what it prints at the end: requests, failures, median, 99th percentile and longest in µs.
const SCRIPT: &str = r#"
local paths, n, offset = {}, 0, 0
for line in io.lines(os.getenv("LEGATION_QUESTIONS")) do paths[#paths + 1] = line end
local threads = 0
function setup(thread) thread:set("offset", threads); threads = threads + 1 end
function request()
  n = n + 1
  return wrk.format("GET", paths[(2 * n + offset) % #paths + 1], {["Accept-Encoding"] = "gzip"})
end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("told %d %d %d %d %d\n", summary.requests,
    e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
"#;

/// Measures with a record of so many claims.
pub(crate) fn run(claims: &str) -> Done {
    let claims: usize = claims.replace('_', "").parse()?;
    let record = made_up(claims, "load")?;
    update_chronicle(&record, &load_packs(None)?)?;
    let kinds = questions(&record)?;
    let mut server = Server::start(&record)?;
    println!("{claims} claims; milliseconds: median, 99th of a hundred, longest");
    for (kind, paths) in &kinds {
        let mut alone = Vec::new();
        for path in paths.iter().rev().take(ALONE) {
            let start = Instant::now();
            server.get(path)?;
            alone.push(start.elapsed().as_micros());
        }
        alone.sort_unstable();
        let at = |part: usize| alone[(alone.len() - 1) * part / 100];
        println!("{kind}");
        tell("one by one", alone.len(), 0, [at(50), at(99), at(100)]);
        server.load("fifty at once, fresh", FRESH, paths)?;
        println!("  {:22} {} different questions", "", paths.len());
        server.load(
            "fifty at once, again",
            OVER,
            &paths[..AGAIN.min(paths.len())],
        )?;
    }
    server.stop()
}

fn tell(how: &str, requests: usize, failed: usize, micros: [u128; 3]) {
    let [median, late, longest] = micros.map(|us| us as f64 / 1e3);
    println!(
        "  {how:22} {median:8.1} {late:8.1} {longest:8.1}   {requests} requests, {failed} failed"
    );
}

/// Questions by kind: as the page asks them.
fn questions(record: &Path) -> Done<Vec<(&'static str, Vec<String>)>> {
    let record = Record::open(record)?;
    let actors: Vec<String> = record
        .actors()?
        .into_iter()
        .filter_map(|actor| actor.id)
        .collect();
    let documents: Vec<String> = record.documents()?.into_iter().map(|d| d.id).collect();
    let claims: Vec<String> = record
        .claims(&ClaimFilter::default())?
        .map(|claim| Ok(claim?.id))
        .collect::<Done<_>>()?;
    let actor = |n: usize| &actors[n % actors.len()];
    let many = |make: &dyn Fn(usize) -> String| {
        let mut asked = std::collections::BTreeSet::new();
        let all = (0..QUESTIONS).map(make);
        all.filter(|path| asked.insert(path.clone()))
            .collect::<Vec<_>>()
    };
    let year = |n: usize| 1946 + n % 74;
    Ok(vec![
        ("overview", vec!["/api/v1/overview".to_owned()]),
        (
            "actors by what is typed",
            many(&|n| {
                let name = actor(n);
                let length = name.len().min(2 + n % 5);
                format!("/api/v1/actors?limit=8&q={}&kind=", escape(&name[..length]))
            }),
        ),
        (
            "actor",
            many(&|n| format!("/api/v1/actors/{}", escape(actor(n)))),
        ),
        (
            "pair",
            many(&|n| {
                let (a, b) = (actor(n % 97), actor(n / 97 + n % 7 + 1));
                format!(
                    "/api/v1/pair?a={}&b={}&from={}",
                    escape(a),
                    escape(b),
                    1900 + n % 50
                )
            }),
        ),
        (
            "day",
            many(&|n| {
                let (month, day) = (1 + n % 12, 1 + n % 28);
                format!(
                    "/api/v1/on?date={}-{month:02}-{day:02}&actor={}",
                    year(n),
                    escape(actor(n % 211))
                )
            }),
        ),
        (
            "changes",
            many(&|n| {
                let (from, to) = (year(n), year(n) + 1 + n % 9);
                format!(
                    "/api/v1/changes?from={from}&to={to}&actor={}",
                    escape(actor(n % 211))
                )
            }),
        ),
        (
            "claims of an actor",
            many(&|n| {
                format!(
                    "/api/v1/claims?actor={}&from={}&limit=50",
                    escape(actor(n)),
                    year(n)
                )
            }),
        ),
        (
            "claim",
            many(&|n| format!("/api/v1/claims/{}", escape(&claims[n * 17 % claims.len()]))),
        ),
        (
            "document",
            many(&|n| {
                format!(
                    "/api/v1/documents/{}",
                    escape(&documents[n % documents.len()])
                )
            }),
        ),
        (
            "search",
            many(&|n| {
                format!(
                    "/api/v1/search?q={}&from={}",
                    escape(actor(n).split('-').next().unwrap_or_default()),
                    year(n)
                )
            }),
        ),
        (
            "disagreements of an actor",
            many(&|n| format!("/api/v1/disagreements?actor={}", escape(actor(n)))),
        ),
    ])
}

/// A part of an address, percent-encoded.
fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// The program, serving.
struct Server {
    child: Child,
    host: String,
}

impl Server {
    fn start(record: &Path) -> Done<Self> {
        let mut child = Command::new(program())
            .args(["serve", "--port", "0", "--record"])
            .arg(record)
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let output = child.stdout.take().ok_or("no output")?;
        BufReader::new(output).read_line(&mut line)?;
        let host = line
            .trim()
            .trim_start_matches("http://")
            .trim_end_matches('/')
            .to_owned();
        if host.is_empty() {
            child.wait()?;
            return Err("the server did not start: build the program first".into());
        }
        Ok(Self { child, host })
    }

    /// One answer; an error where it is not 200.
    fn get(&self, path: &str) -> Done {
        let mut stream = TcpStream::connect(&self.host)?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n",
            self.host
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        if !answer.starts_with(b"HTTP/1.1 200") {
            let head = String::from_utf8_lossy(&answer[..answer.len().min(400)]).into_owned();
            return Err(format!("{path}: {head}").into());
        }
        Ok(())
    }

    fn load(&mut self, how: &str, seconds: &str, paths: &[String]) -> Done {
        let folder = env::temp_dir().join(format!("legation-load-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let (list, script) = (folder.join("questions"), folder.join("ask.lua"));
        fs::write(&list, paths.join("\n"))?;
        fs::write(&script, SCRIPT)?;
        let output = Command::new("wrk")
            .args(["-t", "2", "-c", CLIENTS, "-d", seconds, "-s"])
            .arg(&script)
            .arg(format!("http://{}", self.host))
            .env("LEGATION_QUESTIONS", &list)
            .output();
        fs::remove_dir_all(&folder)?;
        let output = output.map_err(|error| format!("`wrk` is needed: {error}"))?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let told: Vec<u128> = text
            .lines()
            .find_map(|line| line.strip_prefix("told "))
            .ok_or("`wrk` told nothing")?
            .split(' ')
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        let [requests, failed, median, late, longest] = told[..] else {
            return Err("`wrk` told something else".into());
        };
        tell(
            how,
            usize::try_from(requests)?,
            usize::try_from(failed)?,
            [median, late, longest],
        );
        Ok(())
    }

    fn stop(mut self) -> Done {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

/** The API, relative to the page, so that it may lie under any path of a proxy. */

const SENT_AS_THEY_ARE = ["image/jpeg", "image/png", "image/gif"];
const LONGEST_WAIT_SECONDS = 10;

/** What the service, or the way to it, has to say instead of an answer: one sentence. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export const get = (path) => ask(path, {});

/** Sends a photo. A service that is busy is asked once more, after `onBusy(seconds)` and the time that it names. */
export async function post(path, photo, signal, onBusy) {
  const type = SENT_AS_THEY_ARE.includes(photo.type) ? photo.type : "application/octet-stream";
  const request = { method: "POST", headers: { "Content-Type": type }, body: photo, signal };
  try {
    return await ask(path, request);
  } catch (problem) {
    if (problem.status !== 503 || !problem.retryAfterSeconds) {
      throw problem;
    }
    onBusy(problem.retryAfterSeconds);
    await pause(problem.retryAfterSeconds, signal);
    return ask(path, request);
  }
}

async function ask(path, request) {
  let response;
  try {
    response = await fetch(path, { ...request, headers: { Accept: "application/json", ...request.headers } });
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    throw new Problem(0, unreachable(request.body));
  }
  if (response.ok) {
    return response.json();
  }
  throw await problemOf(response);
}

function unreachable(photo) {
  const megabytes = (photo?.size ?? 0) / 1e6;
  return megabytes > 5
    ? `the connection broke: the photo has ${megabytes.toFixed(1)} MB, perhaps more than the service takes`
    : "the service can't be reached";
}

async function problemOf(response) {
  let detail;
  try {
    detail = (await response.json()).detail;
  } catch {
    // not of the service, but of something in front of it
  }
  const problem = new Problem(response.status, detail ?? `the service answered ${response.status}`);
  if (response.status === 503) {
    problem.retryAfterSeconds = Math.min(LONGEST_WAIT_SECONDS, Number(response.headers.get("Retry-After")) || 1);
  }
  return problem;
}

function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, 1000 * seconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

package dev.fieldmark.api.rest;

import java.time.Duration;

/** Ends a request with this problem. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(problem.detail(), null, false, false); // no stack trace: it is an answer, not a fault
        this.problem = problem;
    }

    public static ProblemException of(int status, String detail) {
        return new ProblemException(Problem.of(status, detail));
    }

    /** Of what a wait may mend. */
    static ProblemException unavailable(String detail, Duration retryAfter) {
        return new ProblemException(Problem.of(503, detail).retryAfter(retryAfter));
    }

    Problem problem() {
        return problem;
    }
}

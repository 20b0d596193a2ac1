/** The command line: one class a command. Parses options, calls the packages that do the work, prints for people (stderr: progress; stdout: results) or, with --json, one JSON document. */
@NullMarked
package dev.fieldmark.jobs.cli;

import org.jspecify.annotations.NullMarked;

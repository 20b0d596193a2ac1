/**
 * The report on a study: what its folder holds, put in order ({@link StudyReport}, JSON for machines), and the page that
 * shows it ({@link ReportPage}, one HTML file that needs no network).
 */
@NullMarked
package dev.fieldmark.jobs.report;

import org.jspecify.annotations.NullMarked;

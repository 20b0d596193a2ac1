/**
 * How good a net for species is, and how honest: accuracy and calibration, the temperature and the thresholds that are
 * fitted to photos that it did not learn from.
 */
@NullMarked
package dev.fieldmark.jobs.species;

import org.jspecify.annotations.NullMarked;

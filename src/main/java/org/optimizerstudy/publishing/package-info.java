/**
 * What people read, made from a results directory alone: the page, the notebook and the summary in
 * Markdown, with the verdicts and the figures; and whether what was published is what the records
 * give.
 */
package org.optimizerstudy.publishing;

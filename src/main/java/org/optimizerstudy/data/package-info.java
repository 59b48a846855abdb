/**
 * MNIST and data sets of the same form: IDX files read through a DataVec {@link
 * org.datavec.api.records.reader.RecordReader}, verified, split, and served in batches of a seeded
 * order through DL4J iterators.
 */
package org.optimizerstudy.data;

/**
 * MNIST and data sets in the same format. IDX files are read through a DataVec {@link
 * org.datavec.api.records.reader.RecordReader}, verified, split, and provided in batches of a
 * seeded order by DL4J iterators.
 */
package org.optimizerstudy.data;

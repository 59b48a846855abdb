/**
 * Trials as tasks of a Spark cluster, behind the interface of the local workers. The driver alone
 * reads and writes the results directory: a task asks it where to start, and sends it every record
 * with the state to go on from, through Spark's own messages between plugins. So a task that is
 * tried again after its executor died goes on from its last epoch, and no directory need be shared.
 */
package org.optimizerstudy.execution.spark;

/** Plans runs of trials, executes them on local workers, and verifies published trials. */
package org.optimizerstudy.execution;

/** From an optimizer of the paper and its semantics to a DL4J updater with explicit constants. */
package org.optimizerstudy.optimizer;

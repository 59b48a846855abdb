/** DL4J's reference updaters. */
package org.optimizerstudy.optimizer.dl4j;

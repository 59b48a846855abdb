/** Which DL4J updater an optimizer's name stands for, by whose rule. */
package org.optimizerstudy.optimizer;

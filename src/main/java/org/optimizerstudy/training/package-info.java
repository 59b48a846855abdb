/** Training: one trial from its initial parameters to its last record. */
package org.optimizerstudy.training;

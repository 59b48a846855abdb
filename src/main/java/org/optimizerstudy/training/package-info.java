/** Training of trials from the initial parameters to the last record. */
package org.optimizerstudy.training;

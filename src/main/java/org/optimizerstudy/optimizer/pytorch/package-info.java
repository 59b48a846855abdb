/** The update rules of PyTorch's optimizers, in single precision. */
package org.optimizerstudy.optimizer.pytorch;

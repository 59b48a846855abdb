/** What the build with CUDA adds to the others. */
package org.optimizerstudy.engine.nd4j.cuda;

/** What the build with CUDA adds to the others. */
package org.optimizerstudy.backend.cuda;

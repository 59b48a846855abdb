/** Where trials run: here on local workers. */
package org.optimizerstudy.execution;

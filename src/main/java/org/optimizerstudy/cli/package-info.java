/** The command line: one class per command, without logic of its own. */
package org.optimizerstudy.cli;

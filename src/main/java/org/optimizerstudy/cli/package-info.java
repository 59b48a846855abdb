/** The command line: one command a class, no logic. */
package org.optimizerstudy.cli;

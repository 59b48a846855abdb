/** What people read: tables and pictures, made from a results directory alone. */
package org.optimizerstudy.report;

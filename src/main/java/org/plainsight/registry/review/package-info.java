/** How a change of the registry becomes public: a draft that people read, approve and, where it is large, approve twice. */
@NullMarked
package org.plainsight.registry.review;

import org.jspecify.annotations.NullMarked;

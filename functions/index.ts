/** Every function by name, for the functions framework; nothing else. What a function does not use is never loaded. */
import './entry/registered/api.ts';
import './entry/registered/build-summary.ts';
import './entry/registered/on-drive-change.ts';
import './entry/registered/on-upload.ts';
import './entry/registered/remind.ts';
import './entry/registered/sweep.ts';

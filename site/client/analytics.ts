// Google Analytics without inline code: the key is an attribute of this script.
export {};

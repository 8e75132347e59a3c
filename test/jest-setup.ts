// On Node.js 20 the SDK announces the end of its support, once for each test file; what is shipped runs on newer ones.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

// On Node.js 20 the SDK warns at its first client that it ends its support. The function runs on a newer version.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

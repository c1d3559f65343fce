namespace SalesforceCC.Tests
{
    using System;
    using System.Collections.Generic;
    using System.Collections.ObjectModel;
    using System.Globalization;
    using System.Management.Automation;
    using System.Management.Automation.Host;
    using System.Security;

    /// <summary>A host whose user answers all questions alike, or presses Ctrl+C, which to a console is no stop from outside.</summary>
    public sealed class AskingHost : PSHost
    {
        private readonly Interface _interface;
        private readonly Guid _id = Guid.NewGuid();

        public AskingHost(string answer) { _interface = new Interface(answer); }

        /// <summary>What a person would have seen of progress.</summary>
        public List<ProgressRecord> Progress { get { return _interface.Progress; } }

        public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }

        public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }

        public override Guid InstanceId { get { return _id; } }

        public override string Name { get { return "AskingHost"; } }

        public override PSHostUserInterface UI { get { return _interface; } }

        public override Version Version { get { return new Version(1, 0); } }

        public override void EnterNestedPrompt() { throw new NotSupportedException(); }

        public override void ExitNestedPrompt() { throw new NotSupportedException(); }

        public override void NotifyBeginApplication() { }

        public override void NotifyEndApplication() { }

        public override void SetShouldExit(int exitCode) { }

        private sealed class Interface : PSHostUserInterface
        {
            private readonly string _answer;

            public Interface(string answer) { _answer = answer; }

            public List<ProgressRecord> Progress { get; } = new List<ProgressRecord>();

            public override PSHostRawUserInterface RawUI { get { return null; } }

            public override string ReadLine()
            {
                if (_answer == null)
                    throw new PipelineStoppedException();
                return _answer;
            }

            public override SecureString ReadLineAsSecureString() { return new System.Net.NetworkCredential("", ReadLine()).SecurePassword; }

            public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) { throw new NotSupportedException(); }

            public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) { throw new NotSupportedException(); }

            public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) { throw new NotSupportedException(); }

            public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowed, PSCredentialUIOptions options) { throw new NotSupportedException(); }

            public override void Write(string value) { }

            public override void Write(ConsoleColor foreground, ConsoleColor background, string value) { }

            public override void WriteLine(string value) { }

            public override void WriteDebugLine(string message) { }

            public override void WriteErrorLine(string value) { }

            public override void WriteProgress(long sourceId, ProgressRecord record) { Progress.Add(record); }

            public override void WriteVerboseLine(string message) { }

            public override void WriteWarningLine(string message) { }
        }
    }
}

using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SalesforceCC.Tests
{
    /// <summary>A host that blocks on what it awaits, whatever it is told or asked, and remembers it. It says yes to all.</summary>
    public sealed class BlockingHost : PSHost
    {
        private readonly BlockingUi _ui = new BlockingUi();

        public List<string> Told { get { return _ui.Told; } }

        public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }

        public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }

        public override Guid InstanceId { get; } = Guid.NewGuid();

        public override string Name { get { return "BlockingHost"; } }

        public override PSHostUserInterface UI { get { return _ui; } }

        public override Version Version { get { return new Version(1, 0); } }

        public override void EnterNestedPrompt() { }

        public override void ExitNestedPrompt() { }

        public override void NotifyBeginApplication() { }

        public override void NotifyEndApplication() { }

        public override void SetShouldExit(int exitCode) { }

        private sealed class BlockingUi : PSHostUserInterface
        {
            public readonly List<string> Told = new List<string>();

            public override PSHostRawUserInterface RawUI { get { return null; } }

            public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) { throw new NotSupportedException(); }

            public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
            {
                Hear("choice " + Blocking.Context);
                return 0;
            }

            public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
            {
                Hear("credential " + Blocking.Context);
                SecureString password = new SecureString();
                password.AppendChar('x');
                return new PSCredential(userName, password);
            }

            public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowed, PSCredentialUIOptions options)
            {
                return PromptForCredential(caption, message, userName, targetName);
            }

            public override string ReadLine() { throw new NotSupportedException(); }

            public override SecureString ReadLineAsSecureString() { throw new NotSupportedException(); }

            public override void Write(string value) { }

            public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) { }

            public override void WriteDebugLine(string message) { Hear("debug " + Blocking.Context); }

            public override void WriteErrorLine(string value) { Hear("error " + Blocking.Context); }

            public override void WriteLine(string value) { }

            public override void WriteProgress(long sourceId, ProgressRecord record)
            {
                Hear("progress " + record.RecordType + " " + record.ActivityId + " of " + sourceId);
            }

            public override void WriteVerboseLine(string message) { Hear("verbose " + Blocking.Context); }

            public override void WriteWarningLine(string message) { Hear("warning " + Blocking.Context); }

            private void Hear(string told)
            {
                Blocking.Work(null);
                lock (Told)
                    Told.Add(told);
            }
        }
    }
}

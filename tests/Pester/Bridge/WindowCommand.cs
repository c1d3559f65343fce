using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SalesforceCC;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Tests
{
    /// <summary>
    /// Work that ends when a test lets it: as soon as so many have begun, they all end, the last one first. Names that
    /// begin with "bad" fail.
    /// </summary>
    public static class Works
    {
        private static readonly object s_lock = new object();
        private static readonly List<KeyValuePair<string, TaskCompletionSource<string>>> s_running = new List<KeyValuePair<string, TaskCompletionSource<string>>>();

        public static int Together;
        public static int Running;
        public static int Most;
        public static int Stopped;

        public static List<string> Begun { get; } = new List<string>();

        public static void Reset(int together)
        {
            Together = together;
            Running = Most = Stopped = 0;
            Begun.Clear();
            s_running.Clear();
        }

        public static async Task<string> RunAsync(string name, CancellationToken stop)
        {
            TaskCompletionSource<string> end = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            KeyValuePair<string, TaskCompletionSource<string>>[] all = null;
            lock (s_lock)
            {
                Begun.Add(name);
                Most = Math.Max(Most, ++Running);
                s_running.Add(new KeyValuePair<string, TaskCompletionSource<string>>(name, end));
                if (s_running.Count == Together)
                {
                    all = s_running.ToArray();
                    s_running.Clear();
                }
            }

            if (all != null)
                foreach (KeyValuePair<string, TaskCompletionSource<string>> one in all.Reverse())
                    if (one.Key.StartsWith("bad", StringComparison.Ordinal))
                        one.Value.SetException(new SfException("BAD_INPUT", one.Key + " is bad."));
                    else
                        one.Value.SetResult(one.Key + " done");
            using (stop.Register(() => { Interlocked.Increment(ref Stopped); end.TrySetCanceled(); }))
                try
                {
                    return await end.Task;
                }
                finally
                {
                    lock (s_lock)
                        Running--;
                }
        }
    }

    [Cmdlet(VerbsDiagnostic.Test, "Window")]
    public sealed class WindowCommand : AsyncPSCmdlet
    {
        private TaskWindow<string> _window;

        [Parameter(Mandatory = true, ValueFromPipeline = true)]
        public string Name { get; set; }

        [Parameter]
        public int ThrottleLimit { get; set; } = 3;

        protected override Task BeginAsync()
        {
            _window = new TaskWindow<string>(this, ThrottleLimit, WriteObject);
            return Task.CompletedTask;
        }

        protected override Task ProcessAsync()
        {
            string name = Name;
            return _window.AddAsync(name, stop => RunAsync(name, stop));
        }

        protected override Task EndAsync() { return _window.CompleteAsync(); }

        private async Task<string> RunAsync(string name, CancellationToken stop)
        {
            if (name == "bad at once")
                throw new SfException("BAD_INPUT", "bad at once is bad.");
            string done = await Works.RunAsync(name, stop);

            // Back on the pipeline thread, whichever input it is at.
            WriteVerbose(done + " on " + (SynchronizationContext.Current == null ? "another thread" : "the pipeline thread"));
            return done;
        }
    }

    [Cmdlet(VerbsDiagnostic.Test, "Later")]
    public sealed class LaterCommand : AsyncPSCmdlet
    {
        private readonly List<Task<string>> _begun = new List<Task<string>>();

        [Parameter(Mandatory = true, ValueFromPipeline = true)]
        public string Name { get; set; }

        [Parameter]
        public SfSession Session { get; set; }

        protected override Task ProcessAsync()
        {
            _begun.Add(RunAsync(Name));
            return Task.CompletedTask;
        }

        protected override async Task EndAsync()
        {
            foreach (Task<string> task in _begun)
                WriteObject(await task);
        }

        private async Task<string> RunAsync(string name)
        {
            await Task.Yield();
            WriteVerbose(name + " goes on");
            return await Works.RunAsync(name, StopToken);
        }
    }
}

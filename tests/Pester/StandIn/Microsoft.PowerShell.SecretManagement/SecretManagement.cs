namespace StandIn
{
    using System;
    using System.Collections;
    using System.Collections.Concurrent;
    using System.Collections.Generic;
    using System.Collections.ObjectModel;
    using System.Linq;
    using System.Management.Automation;
    using System.Management.Automation.Runspaces;
    using System.Net;
    using System.Security;
    using System.Threading;

    /// <summary>A vault that is locked, and may ask nobody. The real module has an exception of this name.</summary>
    public sealed class PasswordRequiredException : InvalidOperationException
    {
        public PasswordRequiredException(string message) : base(message) { }
    }

    /// <summary>What Get-SecretInfo tells.</summary>
    public sealed class SecretInformation
    {
        public SecretInformation(string name, string vaultName, object secret, IDictionary metadata)
        {
            Name = name;
            VaultName = vaultName;
            Type = secret.GetType().Name;
            Dictionary<string, object> copy = new Dictionary<string, object>();
            if (metadata != null)
                foreach (DictionaryEntry entry in metadata)
                    copy[(string)entry.Key] = entry.Value;
            Metadata = new ReadOnlyDictionary<string, object>(copy);
        }

        public string Name { get; private set; }

        public string Type { get; private set; }

        public string VaultName { get; private set; }

        public ReadOnlyDictionary<string, object> Metadata { get; private set; }
    }

    /// <summary>A registered vault: what it holds, and what it does instead of what it should.</summary>
    public sealed class Vault
    {
        public string Name { get; set; }

        public bool IsDefault { get; set; }

        /// <summary>Secret and metadata by name.</summary>
        public ConcurrentDictionary<string, Tuple<object, Hashtable>> Secrets { get; } =
            new ConcurrentDictionary<string, Tuple<object, Hashtable>>(StringComparer.OrdinalIgnoreCase);

        /// <summary>Scripts by command, such as Get-Secret: they run in place of what the vault does.</summary>
        public ConcurrentDictionary<string, string> Instead { get; } = new ConcurrentDictionary<string, string>();

        /// <summary>What the vault does.</summary>
        public object Do(string command, string name, object secret, Hashtable metadata)
        {
            Tuple<object, Hashtable> held;
            switch (command)
            {
                case "Get-Secret":
                    return Secrets.TryGetValue(name, out held) ? held.Item1 : null;
                case "Set-Secret":
                    Secrets[name] = Tuple.Create(secret, metadata ?? new Hashtable());
                    return null;
                case "Remove-Secret":
                    if (!Secrets.TryRemove(name, out held))
                        throw new ItemNotFoundException("Nothing of the name " + name + " is in " + Name + ".");
                    return null;
                default:
                    WildcardPattern pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
                    return Secrets.Where(s => pattern.IsMatch(s.Key)).OrderBy(s => s.Key, StringComparer.OrdinalIgnoreCase)
                        .Select(s => new SecretInformation(s.Key, Name, s.Value.Item1, s.Value.Item2)).ToArray();
            }
        }
    }

    /// <summary>All vaults of the process, and the one runspace that they run in: two calls that meet there fail.</summary>
    public static class Vaults
    {
        private const string Script = @"
            param($Vault, $Command, $Name, $Secret, $Metadata)
            $instead = $null
            if ($Vault.Instead.TryGetValue($Command, [ref] $instead)) { . ([scriptblock]::Create($instead)) }
            else { , $Vault.Do($Command, $Name, $Secret, $Metadata) }";

        private static Runspace s_runspace;

        /// <summary>Secrets read.</summary>
        public static int Reads;

        /// <summary>For the scripts of slow vaults: what they wait for, and how they say that they do.</summary>
        public static readonly ManualResetEventSlim Gate = new ManualResetEventSlim(), Inside = new ManualResetEventSlim();

        public static ConcurrentDictionary<string, Vault> All { get; } = new ConcurrentDictionary<string, Vault>(StringComparer.OrdinalIgnoreCase);

        /// <summary>Closes the runspace, so that the next one has the host of its first caller.</summary>
        public static void Reset()
        {
            if (s_runspace != null)
                s_runspace.Dispose();
            s_runspace = null;
        }

        /// <summary>Lets a vault do it, and gives what it wrote; what it said goes to the cmdlet.</summary>
        public static List<object> Ask(PSCmdlet cmdlet, Vault vault, string command, string name, object secret, Hashtable metadata, out Exception failure)
        {
            failure = null;
            List<object> output = new List<object>();
            bool verbose = cmdlet.MyInvocation.BoundParameters.ContainsKey("Verbose");
            try
            {
                // Not made for two at once, as the real one is not.
                if (s_runspace == null || s_runspace.RunspaceStateInfo.State != RunspaceState.Opened)
                {
                    s_runspace = RunspaceFactory.CreateRunspace(cmdlet.Host);
                    s_runspace.Open();
                }

                using (PowerShell shell = PowerShell.Create())
                {
                    shell.Runspace = s_runspace;
                    Command script = new Command(Script, true, true);
                    script.MergeMyResults(PipelineResultTypes.All, PipelineResultTypes.Output);
                    foreach (object argument in new object[] { vault, command, name, secret, metadata })
                        script.Parameters.Add(null, argument);
                    shell.Commands.AddCommand(script);
                    foreach (PSObject item in shell.Invoke())
                        Sort(cmdlet, item == null ? null : item.BaseObject, output);
                }

                if (verbose)
                    cmdlet.WriteVerbose(command + " was done by the vault " + vault.Name + ".");
            }
            catch (Exception e)
            {
                failure = e;
            }

            if (failure != null && failure.InnerException is PasswordRequiredException)
                throw failure.InnerException;
            return output;
        }

        /// <summary>The vault of a name, or the end of the command.</summary>
        public static Vault Find(PSCmdlet cmdlet, string name)
        {
            Vault vault;
            if (!All.TryGetValue(name, out vault))
                cmdlet.ThrowTerminatingError(new ErrorRecord(
                    new PSInvalidOperationException("No vault " + name + " is registered."), "GetSecretVaultNotFound", ErrorCategory.ObjectNotFound, null));
            return vault;
        }

        /// <summary>The named vault; or all, the default one first.</summary>
        public static IEnumerable<Vault> Select(PSCmdlet cmdlet, string name)
        {
            return string.IsNullOrEmpty(name) ? All.Values.OrderBy(v => !v.IsDefault).ThenBy(v => v.Name).ToArray() : new[] { Find(cmdlet, name) };
        }

        public static void Fail(PSCmdlet cmdlet, string id, string text, Exception cause)
        {
            cmdlet.WriteError(new ErrorRecord(new PSInvalidOperationException(text, cause), id, ErrorCategory.InvalidOperation, null));
        }

        private static void Sort(PSCmdlet cmdlet, object item, List<object> output)
        {
            if (item is ErrorRecord)
                cmdlet.WriteError((ErrorRecord)item);
            else if (item is WarningRecord)
                cmdlet.WriteWarning(((WarningRecord)item).Message);
            else if (item is VerboseRecord)
                cmdlet.WriteVerbose(((VerboseRecord)item).Message);
            else if (item is SecretInformation[])
                output.AddRange((SecretInformation[])item);
            else if (item != null && !(item is InformationRecord) && !(item is DebugRecord))
                output.Add(item);
        }
    }

    [Cmdlet(VerbsCommon.Get, "Secret")]
    public sealed class GetSecretCommand : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
        public string Name { get; set; }

        [Parameter(Position = 1)]
        public string Vault { get; set; }

        [Parameter]
        public SwitchParameter AsPlainText { get; set; }

        protected override void ProcessRecord()
        {
            Interlocked.Increment(ref Vaults.Reads);
            foreach (Vault vault in Vaults.Select(this, Vault))
            {
                // As the real one asks the default vault first whether it has it, and is not prepared for what that throws.
                Exception failure;
                if (string.IsNullOrEmpty(Vault) && vault.IsDefault
                    && Vaults.Ask(this, vault, "Get-SecretInfo", Name, null, null, out failure).Count == 0)
                {
                    if (failure != null)
                        Vaults.Fail(this, "GetSecretInfoInvalidOperation", "The vault " + vault.Name + " does not tell what it has.", failure);
                    continue;
                }

                try
                {
                    object secret = Read(vault);
                    if (secret == null)
                        continue;
                    WriteObject(secret);
                    return;
                }
                catch (PasswordRequiredException e)
                {
                    WriteError(new ErrorRecord(e, "GetSecretException", ErrorCategory.InvalidOperation, null));
                    if (!string.IsNullOrEmpty(Vault))
                        return;
                }
            }

            WriteError(new ErrorRecord(new ItemNotFoundException("The secret " + Name + " was not found."), "GetSecretNotFound", ErrorCategory.ObjectNotFound, null));
        }

        private object Read(Vault vault)
        {
            Exception failure;
            object secret = Vaults.Ask(this, vault, "Get-Secret", Name, null, null, out failure).FirstOrDefault();
            if (failure != null)
                Vaults.Fail(this, "GetSecretInvalidOperation", "The vault " + vault.Name + " did not give " + Name + ".", failure);
            if (secret == null)
                return null;
            if (secret is Hashtable)
            {
                // A table that tells upper from lower case.
                Hashtable table = new Hashtable();
                foreach (DictionaryEntry entry in (Hashtable)secret)
                    table[entry.Key] = Convert(entry.Value);
                return table;
            }

            if (secret is string || secret is SecureString || secret is byte[] || secret is PSCredential)
                return Convert(secret);
            Vaults.Fail(this, "GetSecretInvalidOperation", "The vault " + vault.Name + " gave " + Name + " as " + secret.GetType() + ", which is no type of secrets.", null);
            return null;
        }

        // Text is handed out to who asks for it only, also inside of a table.
        private object Convert(object value)
        {
            if (value is PSObject)
                value = ((PSObject)value).BaseObject;
            if (value is string && !AsPlainText)
                return new NetworkCredential("", (string)value).SecurePassword;
            return value is SecureString && AsPlainText ? new NetworkCredential("", (SecureString)value).Password : value;
        }
    }

    [Cmdlet(VerbsCommon.Set, "Secret", SupportsShouldProcess = true)]
    public sealed class SetSecretCommand : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0)]
        public string Name { get; set; }

        [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
        public object Secret { get; set; }

        [Parameter(Position = 2)]
        public string Vault { get; set; }

        [Parameter(Position = 3)]
        public Hashtable Metadata { get; set; }

        [Parameter]
        public SwitchParameter NoClobber { get; set; }

        protected override void ProcessRecord()
        {
            if (!ShouldProcess(Vault, "Write secret"))
                return;
            Vault vault = string.IsNullOrEmpty(Vault) ? Vaults.All.Values.FirstOrDefault(v => v.IsDefault) : Vaults.Find(this, Vault);
            if (vault == null || (NoClobber && vault.Secrets.ContainsKey(Name)))
                ThrowTerminatingError(new ErrorRecord(
                    new PSInvalidOperationException("There is no default vault, or the secret is there already."), "SetSecretRefused", ErrorCategory.InvalidOperation, null));
            object secret = Secret is PSObject ? ((PSObject)Secret).BaseObject : Secret;
            Exception failure;
            Vaults.Ask(this, vault, "Set-Secret", Name, secret, Metadata, out failure);
            if (failure != null)
                Vaults.Fail(this, "SetSecretInvalidOperation", "The vault " + vault.Name + " did not take " + Name + ".", failure);
        }
    }

    [Cmdlet(VerbsCommon.Remove, "Secret", SupportsShouldProcess = true)]
    public sealed class RemoveSecretCommand : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
        public string Name { get; set; }

        [Parameter(Mandatory = true, Position = 1)]
        public string Vault { get; set; }

        protected override void ProcessRecord()
        {
            if (!ShouldProcess(Vault, "Remove secret"))
                return;
            Exception failure;
            Vaults.Ask(this, Vaults.Find(this, Vault), "Remove-Secret", Name, null, null, out failure);
            if (failure != null)
                Vaults.Fail(this, "RemoveSecretInvalidOperation", "The vault " + Vault + " did not remove " + Name + ".", failure);
        }
    }

    [Cmdlet(VerbsCommon.Get, "SecretInfo")]
    public sealed class GetSecretInfoCommand : PSCmdlet
    {
        [Parameter(Position = 0)]
        public string Name { get; set; }

        [Parameter(Position = 1)]
        public string Vault { get; set; }

        protected override void EndProcessing()
        {
            foreach (Vault vault in Vaults.Select(this, Vault))
            {
                try
                {
                    Exception failure;
                    List<object> infos = Vaults.Ask(this, vault, "Get-SecretInfo", Name ?? "*", null, null, out failure);
                    if (failure != null)
                        Vaults.Fail(this, "GetSecretInfoInvalidOperation", "The vault " + vault.Name + " does not tell what it has.", failure);
                    WriteObject(infos.OfType<SecretInformation>(), true);
                }
                catch (PasswordRequiredException e)
                {
                    WriteError(new ErrorRecord(e, "GetSecretInfoException", ErrorCategory.InvalidOperation, null));
                }
            }
        }
    }

    [Cmdlet(VerbsCommon.Get, "SecretVault")]
    public sealed class GetSecretVaultCommand : PSCmdlet
    {
        [Parameter(Position = 0)]
        public string Name { get; set; }

        protected override void EndProcessing()
        {
            WildcardPattern pattern = new WildcardPattern(Name ?? "*", WildcardOptions.IgnoreCase);
            foreach (Vault vault in Vaults.Select(this, null).Where(v => pattern.IsMatch(v.Name)))
                WriteObject(vault);
        }
    }

    [Cmdlet(VerbsLifecycle.Register, "SecretVault")]
    public sealed class RegisterSecretVaultCommand : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0)]
        public string Name { get; set; }

        [Parameter(Position = 1)]
        public string ModuleName { get; set; }

        [Parameter]
        public SwitchParameter DefaultVault { get; set; }

        protected override void EndProcessing()
        {
            Vaults.All.TryAdd(Name, new Vault { Name = Name, IsDefault = DefaultVault });
        }
    }

    [Cmdlet(VerbsLifecycle.Unregister, "SecretVault")]
    public sealed class UnregisterSecretVaultCommand : PSCmdlet
    {
        [Parameter(Mandatory = true, Position = 0)]
        public string Name { get; set; }

        protected override void EndProcessing()
        {
            Vault gone;
            Vaults.All.TryRemove(Name, out gone);
        }
    }
}

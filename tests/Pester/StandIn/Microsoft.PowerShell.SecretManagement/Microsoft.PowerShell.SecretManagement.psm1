# Secrets live in the process, as the real module's vaults are seen by all runspaces of a process.
if (-not ('StandIn.Vaults' -as [type])) {
    Add-Type -TypeDefinition @'
namespace StandIn
{
    using System.Collections.Concurrent;
    using System.Threading;

    public static class Vaults
    {
        public static readonly ConcurrentDictionary<string, ConcurrentDictionary<string, object>> All =
            new ConcurrentDictionary<string, ConcurrentDictionary<string, object>>();

        public static int Reads;

        // The secret that cannot be written.
        public static string Locked;

        // Readers that meet are an error, as with the real module's one static runspace.
        private static int s_inside;

        public static void Enter()
        {
            Interlocked.Increment(ref Reads);
            if (Interlocked.Increment(ref s_inside) > 1)
            {
                Interlocked.Decrement(ref s_inside);
                throw new System.InvalidOperationException("The pipeline is already running.");
            }
        }

        public static void Leave()
        {
            Interlocked.Decrement(ref s_inside);
        }
    }
}
'@
}

# The real module hands out no text unless it is asked to: not even inside of a hashtable.
function ConvertTo-Protected($Secret) {
    if ($Secret -isnot [string]) { return $Secret }
    $secure = [securestring]::new()
    foreach ($c in $Secret.ToCharArray()) { $secure.AppendChar($c) }
    $secure
}

function Register-SecretVault {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Name, [string] $ModuleName, [switch] $DefaultVault)
    $null = [StandIn.Vaults]::All.GetOrAdd($Name, [System.Collections.Concurrent.ConcurrentDictionary[string, object]]::new())
}

function Unregister-SecretVault {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Name)
    $gone = $null
    $null = [StandIn.Vaults]::All.TryRemove($Name, [ref] $gone)
}

function Get-SecretVault {
    [CmdletBinding()]
    param([string] $Name = '*')
    [StandIn.Vaults]::All.Keys | Where-Object { $_ -like $Name } | ForEach-Object { [pscustomobject]@{ Name = $_ } }
}

function Set-Secret {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [object] $Secret, [string] $Vault)
    if (-not $Vault) { $Vault = @([StandIn.Vaults]::All.Keys)[0] }
    if ($Name -eq [StandIn.Vaults]::Locked) { throw "The secret $Name is locked." }
    [StandIn.Vaults]::All[$Vault][$Name] = ConvertTo-Protected $Secret
}

function Remove-Secret {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [string] $Vault)
    $gone = $null
    $null = [StandIn.Vaults]::All[$Vault].TryRemove($Name, [ref] $gone)
}

function Get-SecretInfo {
    [CmdletBinding()]
    param([string] $Name = '*', [string] $Vault = '*')
    foreach ($v in [StandIn.Vaults]::All.Keys -like $Vault) {
        [StandIn.Vaults]::All[$v].Keys -like $Name | ForEach-Object { [pscustomobject]@{ Name = $_; VaultName = $v } }
    }
}

function Get-Secret {
    [CmdletBinding()]
    param([Parameter(Mandatory, Position = 0)] [string] $Name, [Parameter(Position = 1)] [string] $Vault, [switch] $AsPlainText)
    [StandIn.Vaults]::Enter()
    try {
        $vaults = if ($Vault) { $Vault } else { [StandIn.Vaults]::All.Keys }
        foreach ($v in $vaults) {
            $secrets = $null
            if (-not [StandIn.Vaults]::All.TryGetValue($v, [ref] $secrets)) {
                throw "Vault $v does not exist in registry."
            }
            $secret = $null
            if ($secrets.TryGetValue($Name, [ref] $secret)) {
                if ($secret -isnot [hashtable]) { return $secret }
                # Like the real module's, this table tells upper from lower case.
                $table = [hashtable]::new()
                foreach ($key in $secret.Keys) { $table[$key] = ConvertTo-Protected $secret[$key] }
                return $table
            }
        }
        Write-Error -Message "The secret $Name was not found." -Category ObjectNotFound -ErrorId 'GetSecretNotFound'
    }
    finally { [StandIn.Vaults]::Leave() }
}
